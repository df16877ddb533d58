export { type PartitionFile, type Restored, restoreLog } from './restore-log.ts';
export { type Standalone, startStandalone } from './start-standalone.ts';
