import { describe } from 'vitest';
import type { Answer, AskedRecord } from '../asked-record.ts';
import { bodiesAndSources } from './bodies-and-sources.contract.ts';
import { chairAndTimeline } from './chair-and-timeline.contract.ts';
import { decisions } from './decisions.contract.ts';
import { incidents } from './incidents.contract.ts';
import { meetingsAndParticipation } from './meetings-and-participation.contract.ts';
import { positionsAndReports } from './positions-and-reports.contract.ts';
import { rebuilding } from './rebuilding.contract.ts';
import { record } from './record.contract.ts';

/** What the record of two documents answers, whatever shape it runs in: all 54 questions. */
export function allQuestions(
  asked: () => AskedRecord,
  {
    texts,
    databaseUrl,
  }: { readonly texts: string | undefined; readonly databaseUrl: () => string },
): void {
  const ask = (question: string): Promise<Answer> => asked().ask(question);
  const uncorrected = (): string => asked().uncorrected;

  describe('The 54 questions, asked over HTTP', () => {
    meetingsAndParticipation(ask);
    chairAndTimeline(ask, uncorrected);
    decisions(ask);
    incidents(ask);
    positionsAndReports(ask);
    bodiesAndSources(ask, uncorrected);
    record(asked, texts);
    rebuilding(asked, databaseUrl);
  });
}
