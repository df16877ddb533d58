import { STRENGTHS } from '@rapporteur/statements/strength';
import { SaysWho } from '../components/evidence.tsx';
import { listRowEvents } from '../components/list-columns.ts';
import { spellValue } from '../components/day-words.ts';
import { listFields, readFields, readText } from '../components/read-json.ts';
import { formatMessage, translateTerm } from '../messages/messages.ts';
import type { FigureProps } from './figure-props.ts';
import './figures.css';

/** How strong a decision is, and what became of it. */
export function DecisionStanding({ answer }: FigureProps) {
  const decision = readFields(answer.data);
  const strength = readText(decision['strength']);
  return (
    <div className="standing">
      {strength !== '' && <StrengthLadder strength={strength} />}
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
function listSteps(decision: Readonly<Record<string, unknown>>): readonly DecisionStep[] {
  const events = listRowEvents(decision);
  const adopted = spellValue(decision['adoptedOn']) || spellValue(decision['date']);
  const verb = readText(decision['verb']) || readText(decision['strength']);
  const reports = listFields(decision['statuses'])
    .toSorted((one, other) => (readHeldDay(one) < readHeldDay(other) ? -1 : 1))
    .map((report) => ({
      word: translateTerm(readText(report['status'])),
      day: spellValue(report['heldAsOf']),
      events: listRowEvents(report),
    }));
  const due = readFields(decision['due']);
  const dueDay = due['stated'] === true ? spellValue(due) : '';
  const status = readFields(decision['status']);
  return [
    ...listVotes(decision),
    { word: translateTerm(verb), day: adopted, events },
    ...reports,
    ...(dueDay === '' ? [] : [{ word: formatDueKind(due['kind']), day: dueDay, events }]),
    {
      word: translateTerm(readText(status['status'])) || formatMessage('status.not-stated'),
      day: formatMessage('decision.onDay', { day: spellDay(readText(status['day'])) }),
      events: [],
      isNow: true,
    },
  ].filter(({ word }) => word !== '');
}

/** Returns the votes on a decision that no fact states as taken, which a draft may be. */
function listVotes(decision: Readonly<Record<string, unknown>>): readonly DecisionStep[] {
  if (readText(decision['strength']) !== '') return [];
  return listFields(decision['votes']).map((vote) => {
    const { outcome, occurredOn } = readFields(vote['data']);
    const word = formatMessage('decision.vote', {
      outcome: translateTerm(readText(outcome)),
    });
    return { word, day: spellValue(occurredOn), events: listRowEvents(vote) };
  });
}

const readHeldDay = (report: Readonly<Record<string, unknown>>): string =>
  readText(readFields(report['heldAsOf'])['earliest']);

const spellDay = (edtf: string): string => spellValue({ stated: true, edtf });

function formatDueKind(kind: unknown): string {
  if (kind === 'scheduled') return formatMessage('due.scheduled');
  return formatMessage(kind === 'next-step' ? 'due.nextStep' : 'due.due');
}
