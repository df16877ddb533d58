import type { FaultScenario } from '../fault-scenario.ts';
import { unreliableConnection } from './unreliable-connection.ts';
import { expiredTransactionalId } from './expired-transactional-id.ts';
import { foreignProducer } from './foreign-producer.ts';
import { forgottenEpoch } from './forgotten-epoch.ts';
import { rollingRestart } from './rolling-restart.ts';
import { killedWriter } from './killed-writer.ts';
import { damagedStateStore } from './damaged-state-store.ts';
import { delayedAppend } from './delayed-append.ts';
import { killedBroker, killedBrokers } from './killed-brokers.ts';
import { truncatedLog } from './truncated-log.ts';
import { unreachableInstances } from './unreachable-instances.ts';
import { racingWriters } from './racing-writers.ts';
import { restartedPostgres } from './restarted-postgres.ts';
import { suspendedOwner } from './suspended-owner.ts';

/** All faults that the record must survive. */
export const FAULTS: readonly FaultScenario[] = [
  killedWriter,
  damagedStateStore,
  suspendedOwner,
  delayedAppend,
  unreliableConnection,
  racingWriters,
  rollingRestart,
  unreachableInstances,
  foreignProducer,
  restartedPostgres,
  killedBroker,
  expiredTransactionalId,
  forgottenEpoch,
  killedBrokers,
  truncatedLog,
];
