import {
  formatFieldName,
  isEmpty,
  isJsonFields,
  type JsonFields,
  nameDecision,
} from '@rapporteur/pages';
import type { Answer } from '../api/answer.ts';
import { type ListName, toThingPath } from '../api/api-address.ts';
import { spellValue } from './day-words.ts';
import { listTexts, nameActor, nameThing, readFields, readText } from './read-json.ts';
import { translateTerm } from '../messages/messages.ts';

/** One cell: its words, and the page that it leads to. */
interface CellContent {
  readonly text: string;
  readonly path?: string | null;
}

/** A column of a list. */
export interface ListColumn {
  readonly title: string;
  readonly read: (row: JsonFields, answer: Answer) => CellContent;
  /** Whether its words stay on one line. */
  readonly isDay?: boolean;
  /** Whether its words are in the language of the interface, not that of the record. */
  readonly isTranslated?: boolean;
}

const column = (title: string, ...members: readonly string[]): ListColumn => ({
  title,
  read: (row) => ({
    text: spellValue(members.map((name) => row[name]).find((one) => !isEmpty(one))),
  }),
});

/** A column with a term of the record, in the language of the interface. */
const termColumn = (title: string, member: string): ListColumn => ({
  title,
  read: (row) => ({ text: translateTerm(readText(row[member])) }),
  isTranslated: true,
});

const dayColumn = (...members: readonly string[]): ListColumn => ({
  ...column('Day', ...members),
  isDay: true,
  isTranslated: true,
});

/** Returns the events that a row is from. */
export function listRowEvents(row: JsonFields): readonly string[] {
  const events = [row['event'], row['events']].flat();
  return events.filter((event): event is string => typeof event === 'string');
}

/** Returns the sentence of the fact that a row is from; null if the answer has none. */
export function findRowSentence(row: JsonFields, { sources }: Answer): string | null {
  if (typeof row['sentence'] === 'string') return row['sentence'];
  const source = sources?.[listRowEvents(row)[0] ?? ''];
  return isJsonFields(source) && typeof source['sentence'] === 'string' ? source['sentence'] : null;
}

/** A column with a thing that the row names. */
function thingColumn(title: string, kind: string, member: string = kind): ListColumn {
  return {
    title,
    read: (row, answer) => readThing(row, answer, { kind, member, name: row[`${member}Name`] }),
  };
}

/** The column with the thing of the row itself: its name is that of the row. */
function ownColumn(title: string, kind: string): ListColumn {
  return {
    title,
    read: (row, answer) =>
      readThing(row, answer, { kind, member: kind, name: row['name'] ?? row['title'] }),
  };
}

/** A column with the names of the bodies or states of a list of ids. */
const namesColumn = (title: string, member: string): ListColumn => ({
  title,
  read: (row, { names }) => {
    const collection = typeof row['collection'] === 'string' ? row['collection'] : '';
    const findName = (id: string): string =>
      names?.['body']?.[`${collection}/${id}`] ?? nameActor(id);
    return { text: listTexts(row[member]).map(findName).join('; ') };
  },
});

interface NamedMember {
  readonly kind: string;
  readonly member: string;
  /** The name in the row, if it has one. */
  readonly name: unknown;
}

function readThing(
  row: JsonFields,
  { names }: Answer,
  { kind, member, name }: NamedMember,
): CellContent {
  const id = row[member];
  const own = typeof name === 'string' ? name : undefined;
  if (typeof id !== 'string') return { text: own ?? '' };
  const collection = typeof row['collection'] === 'string' ? row['collection'] : null;
  const named = names?.[kind]?.[`${collection ?? ''}/${id}`];
  return { text: named ?? own ?? id.replaceAll('-', ' '), path: toThingPath(kind, id, collection) };
}

/** Returns a name of the decision of a row that has its kind; undefined of a row about something else. */
function nameOwnDecision(row: JsonFields, answer: Answer): string | undefined {
  if (typeof row['decision'] !== 'string' || !('details' in row && 'kind' in row)) return undefined;
  const [id, collection] = [readText(row['body']), readText(row['collection'])];
  return nameDecision(row, id === '' ? null : nameThing(answer, { kind: 'body', id, collection }));
}

/** A decision may have no id: a document that was adopted, or a next meeting that was agreed. */
const DECISION: ListColumn = {
  title: 'Decision',
  read: (row, answer) => {
    const named = { ...row, name: row['name'] ?? nameOwnDecision(row, answer) };
    const { text, path = null } = ownColumn('Decision', 'decision').read(named, answer);
    if (path !== null) return { text, path };
    const document = ownColumn('Decision', 'document').read(row, answer);
    return document.path === undefined
      ? { text: text === '' ? (findRowSentence(row, answer) ?? '') : text }
      : { text: text === '' ? document.text : text, path: document.path };
  },
};

const STATUS: ListColumn = {
  title: 'Status',
  isTranslated: true,
  read: (row) => {
    const status = row['status'];
    return {
      text: isJsonFields(status)
        ? translateTerm(spellValue(status['value'] ?? status['status']))
        : '',
    };
  },
};

const OUTCOME = termColumn('Outcome', 'outcome');

/** The numbers for, against and abstained; `?` is a number that no source states. */
const TALLY: ListColumn = {
  title: 'For–against–abstained',
  read: ({ tally }) => {
    const { for: yes, against, abstained } = readFields(tally);
    const counts = [yes, against, abstained];
    if (counts.every((count) => typeof count !== 'number')) return { text: '' };
    return { text: counts.map((one) => (typeof one === 'number' ? String(one) : '?')).join('–') };
  },
  isDay: true,
};

/** The columns of the lists whose rows are things. Rows of any other list are facts in sentences. */
export const LIST_COLUMNS: Partial<Readonly<Record<ListName, readonly ListColumn[]>>> = {
  bodies: [
    ownColumn('Body', 'body'),
    termColumn('Kind', 'kind'),
    namesColumn('Part of', 'parents'),
  ],
  meetings: [
    dayColumn('heldOn', 'scheduledOn'),
    ownColumn('Meeting', 'meeting'),
    column('Place', 'places', 'scheduledPlaces'),
    thingColumn('Body', 'body'),
    termColumn('Stage', 'stage'),
  ],
  'next-meetings': [
    thingColumn('Body', 'body'),
    column('Number', 'ordinal'),
    dayColumn('scheduledOn'),
    column('Place', 'place'),
    column('Venue', 'venue'),
    thingColumn('After', 'meeting', 'after'),
  ],
  decisions: [
    dayColumn('adoptedOn', 'date'),
    DECISION,
    termColumn('Strength', 'strength'),
    column('Due', 'due'),
    STATUS,
    thingColumn('Meeting', 'meeting'),
  ],
  votes: [
    dayColumn('date'),
    DECISION,
    column('Part', 'part'),
    OUTCOME,
    TALLY,
    {
      title: 'Veto',
      read: ({ vetoedBy }) => ({ text: listTexts(vetoedBy).map(nameActor).join(', ') }),
    },
    thingColumn('Meeting', 'meeting'),
  ],
  citations: [
    DECISION,
    column('Paragraph', 'paragraph'),
    {
      title: 'Relation',
      read: ({ relation }) => ({ text: readText(relation).replaceAll('-', ' ') || 'mentions' }),
    },
    column('Cites', 'nameAsWritten'),
  ],
  memberships: [
    {
      title: 'Member',
      read: ({ member, collection }) => {
        const { id, kind } = readFields(member);
        const path = toThingPath(
          kind === 'state' ? 'state' : 'body',
          readText(id),
          readText(collection),
        );
        return { text: spellValue(member), path };
      },
    },
    termColumn('Status', 'status'),
    thingColumn('Body', 'body'),
    column('From', 'startedOn'),
    column('Until', 'endedOn'),
    column('As of', 'heldAsOf'),
  ],
  incidents: [
    dayColumn('occurredOn'),
    ownColumn('Incident', 'incident'),
    column('Place', 'places'),
    column('Killed', 'killed'),
    column('Injured', 'injured'),
    column('Condemnations', 'condemnations'),
  ],
  persons: [
    ownColumn('Person', 'person'),
    namesColumn('Of', 'of'),
    column('Titles', 'titles'),
    column('Facts', 'facts'),
  ],
  corrections: [
    {
      title: 'Recorded',
      read: ({ recordedAt }) => ({ text: readText(recordedAt).slice(0, '2026-01-31'.length) }),
      isDay: true,
    },
    {
      title: 'Change',
      read: ({ change, event, collection }) => ({
        text: readText(change).replaceAll('-', ' '),
        path: toThingPath('event', readText(event), readText(collection)),
      }),
    },
    {
      title: 'Field',
      read: ({ field, targetType }) => ({
        text: [targetType, field].map((name) => formatFieldName(readText(name))).join(': '),
      }),
    },
    column('Before', 'oldValue'),
    column('After it', 'newValue'),
    column('Reason', 'reason'),
    column('By', 'actor'),
  ],
  sources: [
    ownColumn('Document', 'document'),
    termColumn('Kind', 'docType'),
    column('Language', 'language'),
    column('Recorded from', 'held'),
  ],
};
