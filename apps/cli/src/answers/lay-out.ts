import type { Asked } from '../ask-question.ts';
import type { Session } from '../session.ts';
import type { AnswerLines, LayOut } from './answer-lines.ts';
import { chairAnswer } from './chair-answer.ts';
import { detailAnswer } from './detail-answer.ts';
import { matrixAnswer } from './matrix-answer.ts';
import { meetingsAnswer } from './meetings-answer.ts';
import { tableAnswer } from './table-answer.ts';

// What is more than a list of rows.
const LAYOUTS: Readonly<Record<string, LayOut>> = {
  body: detailAnswer,
  chair: chairAnswer,
  decision: detailAnswer,
  document: detailAnswer,
  event: detailAnswer,
  incident: detailAnswer,
  meeting: detailAnswer,
  meetings: meetingsAnswer,
  participation: matrixAnswer,
};

/** Lays an answer out for people; where columns are named, as the plain table of these. */
export function layOut(
  session: Session,
  asked: Asked,
  columns: string | undefined,
): Promise<AnswerLines> {
  const own = columns === undefined ? LAYOUTS[asked.question.name] : undefined;
  return own === undefined ? tableAnswer(session, asked, columns) : own(session, asked);
}
