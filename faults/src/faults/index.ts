import type { PlantedFault } from '../fault.ts';
import { unreliableConnection } from './broken-way.ts';
import { expiredTransactionalId } from './expired-id.ts';
import { foreignProducer } from './foreign-producer.ts';
import { forgottenEpoch } from './forgotten-epoch.ts';
import { rollingRestart } from './instances-come-and-go.ts';
import { killedWriter } from './killed-writer.ts';
import { delayedAppend } from './late-request.ts';
import { killedBroker, killedBrokers } from './lost-brokers.ts';
import { truncatedLog } from './lost-tail.ts';
import { unreachableInstances } from './parted-instances.ts';
import { racingWriters } from './racing-writers.ts';
import { restartedPostgres } from './restarted-postgres.ts';
import { suspendedOwner } from './stopped-owner.ts';

/** Everything that the record must survive. */
export const FAULTS: readonly PlantedFault[] = [
  killedWriter,
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
