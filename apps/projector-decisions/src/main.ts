import 'reflect-metadata';
import { runProjector } from '@rapporteur/platform/projector';
import { DECISIONS } from '@rapporteur/read-models';

await runProjector(DECISIONS);
