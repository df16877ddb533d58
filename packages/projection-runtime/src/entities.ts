import { EventIndexEntry } from './event-index-entry.ts';
import { Generation } from './generation.ts';
import { ParkedCommand, SkippedCommand } from './parked-command.ts';
import { ProjectorInstance } from './projector-instance.ts';
import { StoredPosition } from './stored-position.ts';

/** The tables of the runtime in its own schema. */
export const RUNTIME_ENTITIES = [StoredPosition, ProjectorInstance, Generation] as const;

/** The tables of the runtime in the schema of every generation. */
export const GENERATION_ENTITIES = [EventIndexEntry, ParkedCommand, SkippedCommand] as const;
