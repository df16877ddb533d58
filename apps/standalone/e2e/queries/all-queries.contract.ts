import { describe } from 'vitest';
import type { FixtureResponse, RecordFixture } from '../testing/record-fixture.ts';
import { testBodiesAndSources } from './bodies-and-sources.contract.ts';
import { testChairAndTimeline } from './chair-and-timeline.contract.ts';
import { testDecisions } from './decisions.contract.ts';
import { testIncidents } from './incidents.contract.ts';
import { testMeetingsAndParticipation } from './meetings-and-participation.contract.ts';
import { testPositionsAndReports } from './positions-and-reports.contract.ts';
import { testRebuilding } from './rebuilding.contract.ts';
import { testRecord } from './record.contract.ts';

/** Options of {@link testAllQueries}. */
export interface AllQueriesOptions {
  /** The folder of source texts; without it, the tests of their words are skipped. */
  readonly texts: string | undefined;
  readonly databaseUrl: () => string;
}

/** Tests the 54 questions about two documents, for any deployment. */
export function testAllQueries(
  getRecord: () => RecordFixture,
  { texts, databaseUrl }: AllQueriesOptions,
): void {
  const query = (path: string): Promise<FixtureResponse> => getRecord().query(path);
  const initialPosition = (): string => getRecord().initialPosition;

  describe('The 54 questions over HTTP', () => {
    testMeetingsAndParticipation(query);
    testChairAndTimeline(query, initialPosition);
    testDecisions(query);
    testIncidents(query);
    testPositionsAndReports(query);
    testBodiesAndSources(query, initialPosition);
    testRecord(getRecord, texts);
    testRebuilding(getRecord, databaseUrl);
  });
}
