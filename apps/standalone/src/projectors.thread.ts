/** The program of the thread that keeps all read models current. */
import 'reflect-metadata';
import { runProjectorThread } from '@rapporteur/platform/projector-thread';
import { READ_MODELS } from '@rapporteur/read-models';

await runProjectorThread(READ_MODELS);
