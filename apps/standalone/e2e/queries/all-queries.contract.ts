import { describe } from 'vitest';
import type { FixtureAnswer, RecordFixture } from '../record-fixture.ts';
import { testBodiesAndSources } from './bodies-and-sources.contract.ts';
import { testChairAndTimeline } from './chair-and-timeline.contract.ts';
import { testDecisions } from './decisions.contract.ts';
import { testIncidents } from './incidents.contract.ts';
import { testMeetingsAndParticipation } from './meetings-and-participation.contract.ts';
import { testPositionsAndReports } from './positions-and-reports.contract.ts';
import { testRebuilding } from './rebuilding.contract.ts';
import { testRecord } from './record.contract.ts';

/** What the record of two documents answers, whatever shape it runs in: all 54 questions. */
export function testAllQueries(
  asked: () => RecordFixture,
  {
    texts,
    databaseUrl,
  }: { readonly texts: string | undefined; readonly databaseUrl: () => string },
): void {
  const ask = (question: string): Promise<FixtureAnswer> => asked().query(question);
  const uncorrected = (): string => asked().initialPosition;

  describe('The 54 questions, asked over HTTP', () => {
    testMeetingsAndParticipation(ask);
    testChairAndTimeline(ask, uncorrected);
    testDecisions(ask);
    testIncidents(ask);
    testPositionsAndReports(ask);
    testBodiesAndSources(ask, uncorrected);
    testRecord(asked, texts);
    testRebuilding(asked, databaseUrl);
  });
}
