export { type PartitionFile, type RestoreResult, restoreLog } from './restore-log.ts';
export { type Standalone, startStandalone } from './start-standalone.ts';
