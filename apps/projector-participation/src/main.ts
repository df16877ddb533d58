import 'reflect-metadata';
import { runProjector } from '@rapporteur/platform/projector';
import { PARTICIPATION } from '@rapporteur/read-models';

await runProjector(PARTICIPATION);
