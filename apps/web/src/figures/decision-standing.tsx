import { STRENGTHS } from '@rapporteur/statements/strength';
import { SaysWho } from '../components/evidence.tsx';
import { listRowEvents } from '../components/list-columns.ts';
import { spellValue } from '../components/day-words.ts';
import type { Schemas } from '../api/query-answers.ts';
import { readStated } from '../components/read-json.ts';
import { formatMessage, translateTerm } from '../messages/messages.ts';
import type { FigureProps } from './figure-props.ts';
import './figures.css';

/** How strong a decision is, and what became of it. */
export function DecisionStanding({ answer }: FigureProps<'/v1/decisions/{decision}'>) {
  const decision = answer.data;
  const { strength } = decision;
  return (
    <div className="standing">
      {strength !== null && <StrengthLadder strength={strength} />}
      <figure>
        <figcaption>{formatMessage('decision.steps')}</figcaption>
        <ol className="steps">
          {listSteps(decision).map(({ word, day, events, isNow }) => (
            <li key={word + day} className={isNow ? 'now' : undefined}>
              <strong>{word}</strong> {day}
              <SaysWho answer={answer} events={events} about={word} />
            </li>
          ))}
        </ol>
      </figure>
    </div>
  );
}

function StrengthLadder({ strength }: { readonly strength: string }) {
  return (
    <figure className="strength">
      <figcaption>{formatMessage('decision.ladder')}</figcaption>
      <ol className="ladder">
        {STRENGTHS.map((one) => (
          <li key={one} aria-current={one === strength ? 'true' : undefined}>
            {translateTerm(one)}
            {one === strength && (
              <span className="hidden"> ({formatMessage('decision.thisOne')})</span>
            )}
          </li>
        ))}
      </ol>
    </figure>
  );
}

interface DecisionStep {
  readonly word: string;
  readonly day: string;
  readonly events: readonly string[];
  readonly isNow?: boolean;
}

/** Returns the steps of a decision: how it was taken, each reported status, its due day, and today. */
function listSteps(decision: Schemas['DecisionPage']): readonly DecisionStep[] {
  const events = listRowEvents(decision);
  const adopted = spellValue(decision.adoptedOn) || spellValue(decision.date);
  const verb = decision.verb ?? decision.strength ?? '';
  const reports = decision.statuses
    .toSorted((one, other) => (readHeldDay(one) < readHeldDay(other) ? -1 : 1))
    .map((report) => ({
      word: translateTerm(report.status),
      day: spellValue(report.heldAsOf),
      events: listRowEvents(report),
    }));
  const due = readStated(decision.due);
  const status = readStated(decision.status)?.status ?? '';
  const votes = listVotes(decision);
  // A draft that was voted on has an outcome. That nobody states a status says nothing more.
  const unstated = votes.length > 0 ? '' : formatMessage('status.not-stated');
  return [
    ...votes,
    { word: translateTerm(verb), day: adopted, events },
    ...reports,
    ...(due === undefined ? [] : [{ word: formatDueKind(due.kind), day: spellValue(due), events }]),
    {
      word: translateTerm(status) || unstated,
      day: formatMessage('decision.onDay', { day: spellDay(decision.status.day) }),
      events: [],
      isNow: true,
    },
  ].filter(({ word }) => word !== '');
}

/** Returns the votes on a decision that no fact states as taken, which a draft may be. */
function listVotes(decision: Schemas['DecisionPage']): readonly DecisionStep[] {
  if (decision.strength !== null) return [];
  return decision.votes.map((vote) => {
    const { outcome, occurredOn } = vote.data;
    const word = formatMessage('decision.vote', {
      outcome: translateTerm(outcome),
    });
    return { word, day: spellValue(occurredOn), events: listRowEvents(vote) };
  });
}

const readHeldDay = ({ heldAsOf }: Schemas['StatusReport']): string =>
  readStated(heldAsOf)?.earliest ?? '';

const spellDay = (edtf: string): string => spellValue({ stated: true, edtf });

function formatDueKind(kind: string | null): string {
  if (kind === 'scheduled') return formatMessage('due.scheduled');
  return formatMessage(kind === 'next-step' ? 'due.nextStep' : 'due.due');
}
