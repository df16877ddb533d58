import { formatId } from '@rapporteur/drafting';
import {
  isEmpty,
  isJsonFields,
  type JsonFields,
  nameDecision,
  spellLanguage,
} from '@rapporteur/pages';
import type { Answer, QueryAnswers, QueryRoute } from '../api/query-answers.ts';
import { type ListName, toThingPath } from '../api/api-address.ts';
import { spellValue } from './day-words.ts';
import { listTexts, nameActor, nameThing, readStated, readText } from './read-json.ts';
import { getLanguage, translateTerm } from '../messages/messages.ts';

/** One cell: its words, and the page that it leads to. */
interface CellContent {
  readonly text: string;
  readonly path?: string | null;
}

/** The row of a list of things. */
type ListRow<List extends ListName> = QueryAnswers[Extract<
  QueryRoute,
  `/v1/${List}`
>]['data'] extends infer Data
  ? Data extends readonly (infer Row)[]
    ? Row
    : Data extends { readonly meetings: readonly (infer Row)[] }
      ? Row
      : never
  : never;

/** A column of a list. */
export interface ListColumn<Row = never> {
  readonly title: string;
  readonly read: (row: Row, answer: Answer) => CellContent;
  /** Whether its values are numbers, which are compared by their last digits. */
  readonly isCount?: boolean;
  /** Whether its words stay on one line. */
  readonly isDay?: boolean;
  /** Whether its words are in the language of the interface, not that of the record. */
  readonly isTranslated?: boolean;
}

type MemberOf<Row> = Extract<keyof Row, string>;

const column = <Row>(title: string, ...members: readonly MemberOf<Row>[]): ListColumn<Row> => ({
  title,
  read: (row) => ({
    text: spellValue(members.map((name) => row[name]).find((one) => !isEmpty(one))),
  }),
});

const countColumn = <Row>(title: string, member: MemberOf<Row>): ListColumn<Row> => ({
  ...column<Row>(title, member),
  isCount: true,
});

/** A column with a term of the record, in the language of the interface. */
const termColumn = <Row>(title: string, member: MemberOf<Row>): ListColumn<Row> => ({
  title,
  read: (row) => ({ text: translateTerm(readText(row[member])) }),
  isTranslated: true,
});

const dayColumn = <Row>(...members: readonly MemberOf<Row>[]): ListColumn<Row> => ({
  ...column<Row>('Day', ...members),
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
function thingColumn<Row extends JsonFields>(
  title: string,
  kind: string,
  member: MemberOf<Row>,
): ListColumn<Row> {
  return {
    title,
    read: (row, answer) => {
      const name = (row as JsonFields)[`${member}Name`];
      return readThing(row, answer, { kind, member, name });
    },
  };
}

/** The column with the thing of the row itself: its name is that of the row. */
function ownColumn(title: string, kind: string): ListColumn<JsonFields> {
  return {
    title,
    read: (row, answer) =>
      readThing(row, answer, { kind, member: kind, name: row['name'] ?? row['title'] }),
  };
}

/** A column with the names of the bodies or states of a list of ids. */
const namesColumn = <Row extends { readonly collection: string }>(
  title: string,
  member: MemberOf<Row>,
): ListColumn<Row> => ({
  title,
  read: (row, { names }) => {
    const { collection } = row;
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
  return { text: named ?? own ?? formatId(id), path: toThingPath(kind, id, collection) };
}

/** Returns a name of the decision of a row that has its kind; undefined of a row about something else. */
function nameOwnDecision(row: JsonFields, answer: Answer): string | undefined {
  if (typeof row['decision'] !== 'string' || !('details' in row && 'kind' in row)) return undefined;
  const [id, collection] = [readText(row['body']), readText(row['collection'])];
  return nameDecision(row, id === '' ? null : nameThing(answer, { kind: 'body', id, collection }));
}

/** A decision may have no id: a document that was adopted, or a next meeting that was agreed. */
const DECISION: ListColumn<JsonFields> = {
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

/** Returns the name of the thing of a row, as the lists show it. */
export function nameRow(row: JsonFields, answer: Answer, kind: string): string {
  return (kind === 'decision' ? DECISION : ownColumn('', kind)).read(row, answer).text;
}

const STATUS: ListColumn<ListRow<'decisions'>> = {
  title: 'Status',
  isTranslated: true,
  read: ({ status }) => ({ text: translateTerm(readStated(status)?.status ?? '') }),
};

/** The numbers for, against and abstained; `?` is a number that no source states. */
const TALLY: ListColumn<ListRow<'votes'>> = {
  title: 'For–against–abstained',
  read: ({ tally }) => {
    const counts = [tally?.for, tally?.against, tally?.abstained];
    if (counts.every((count) => typeof count !== 'number')) return { text: '' };
    return { text: counts.map((one) => (typeof one === 'number' ? String(one) : '?')).join('–') };
  },
  isDay: true,
};

/** The columns of the lists whose rows are things. Rows of any other list are facts in sentences. */
export const LIST_COLUMNS: {
  readonly [List in ListName]?: readonly ListColumn<ListRow<List>>[];
} = {
  bodies: [
    ownColumn('Body', 'body'),
    termColumn('Kind', 'kind'),
    namesColumn('Part of', 'parents'),
  ],
  meetings: [
    dayColumn('heldOn', 'scheduledOn'),
    ownColumn('Meeting', 'meeting'),
    column('Place', 'places', 'scheduledPlaces'),
    thingColumn('Body', 'body', 'body'),
    termColumn('Stage', 'stage'),
  ],
  'next-meetings': [
    thingColumn('Body', 'body', 'body'),
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
    thingColumn('Meeting', 'meeting', 'meeting'),
  ],
  votes: [
    dayColumn('date'),
    {
      title: 'Decision',
      read: (row, answer) => DECISION.read({ ...row, name: row.subject }, answer),
    },
    column('Part', 'part'),
    termColumn('Outcome', 'outcome'),
    TALLY,
    {
      title: 'Veto',
      read: ({ vetoedBy }) => ({ text: vetoedBy.map(nameActor).join(', ') }),
    },
    thingColumn('Meeting', 'meeting', 'meeting'),
  ],
  citations: [
    DECISION,
    column('Paragraph', 'paragraph'),
    {
      title: 'Relation',
      read: ({ relation }) => ({ text: relation?.replaceAll('-', ' ') ?? 'mentions' }),
    },
    column('Cites', 'nameAsWritten'),
  ],
  memberships: [
    {
      title: 'Member',
      read: ({ member, collection }) => {
        const { id, kind } = member;
        const path = toThingPath(kind === 'state' ? 'state' : 'body', id, collection);
        return { text: spellValue(member), path };
      },
    },
    termColumn('Status', 'status'),
    thingColumn('Body', 'body', 'body'),
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
    countColumn('Condemnations', 'condemnations'),
  ],
  persons: [
    ownColumn('Person', 'person'),
    namesColumn('Of', 'of'),
    column('Titles', 'titles'),
    countColumn('Facts', 'facts'),
  ],
  corrections: [
    {
      title: 'Recorded',
      read: ({ recordedAt, event, collection }) => ({
        text: recordedAt.slice(0, '2026-01-31'.length),
        path: toThingPath('event', event, collection),
      }),
      isDay: true,
    },
    column('Change', 'sentence'),
    { ...column('By', 'actor'), isDay: true },
  ],
  sources: [
    ownColumn('Document', 'document'),
    termColumn('Kind', 'docType'),
    {
      title: 'Language',
      read: ({ language }) => ({
        text: language === null ? '' : spellLanguage(language, getLanguage()),
      }),
      isTranslated: true,
    },
    column('Recorded from', 'held'),
  ],
};
