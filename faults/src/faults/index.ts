import type { PlantedFault } from '../fault.ts';
import { brokenWay } from './broken-way.ts';
import { expiredId } from './expired-id.ts';
import { foreignProducer } from './foreign-producer.ts';
import { forgottenEpoch } from './forgotten-epoch.ts';
import { instancesComeAndGo } from './instances-come-and-go.ts';
import { killedWriter } from './killed-writer.ts';
import { lateRequest } from './late-request.ts';
import { lostBroker, lostBrokers } from './lost-brokers.ts';
import { lostTail } from './lost-tail.ts';
import { partedInstances } from './parted-instances.ts';
import { racingWriters } from './racing-writers.ts';
import { restartedPostgres } from './restarted-postgres.ts';
import { stoppedOwner } from './stopped-owner.ts';

/** Everything that the record must survive. */
export const FAULTS: readonly PlantedFault[] = [
  killedWriter,
  stoppedOwner,
  lateRequest,
  brokenWay,
  racingWriters,
  instancesComeAndGo,
  partedInstances,
  foreignProducer,
  restartedPostgres,
  lostBroker,
  expiredId,
  forgottenEpoch,
  lostBrokers,
  lostTail,
];
