import 'reflect-metadata';
import { runProjector } from '@rapporteur/platform/projector';
import { TIMELINE } from '@rapporteur/read-models';

await runProjector(TIMELINE);
