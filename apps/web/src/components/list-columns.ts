import {
  type AnswerNames,
  formatValue,
  isEmpty,
  isJsonFields,
  type JsonFields,
} from '@rapporteur/pages';
import { type ListName, toThingPath } from '../api/api-address.ts';

/** One cell: its words, and the page that it leads to. */
interface CellContent {
  readonly text: string;
  readonly path?: string | null;
}

/** A column of a list. */
export interface ListColumn {
  readonly title: string;
  readonly read: (row: JsonFields, names: AnswerNames) => CellContent;
}

const readWords = (value: unknown): string =>
  isEmpty(value) ? '' : formatValue(value, { days: 'spelled' });

const column = (title: string, ...members: readonly string[]): ListColumn => ({
  title,
  read: (row) => ({
    text: readWords(members.map((name) => row[name]).find((one) => !isEmpty(one))),
  }),
});

/** A column with the thing of the row, or one that the row names, under its name. */
function thingColumn(title: string, kind: string, member: string = kind): ListColumn {
  return {
    title,
    read: (row, names) => {
      const id = row[member];
      if (typeof id !== 'string') return { text: '' };
      const collection = typeof row['collection'] === 'string' ? row['collection'] : null;
      const named = names[kind]?.[`${collection ?? ''}/${id}`];
      const own = member === kind ? (row['name'] ?? row['title']) : row[`${member}Name`];
      const text = named ?? (typeof own === 'string' ? own : id.replaceAll('-', ' '));
      return { text, path: toThingPath(kind, id, collection) };
    },
  };
}

const STATUS: ListColumn = {
  title: 'Status',
  read: (row) => {
    const status = row['status'];
    return { text: isJsonFields(status) ? readWords(status['value'] ?? status['status']) : '' };
  },
};

/** The columns of the lists whose rows are things. Rows of any other list are facts in sentences. */
export const LIST_COLUMNS: Partial<Readonly<Record<ListName, readonly ListColumn[]>>> = {
  bodies: [
    thingColumn('Body', 'body'),
    column('Kind', 'kind'),
    column('Part of', 'parentsNames', 'parents'),
  ],
  meetings: [
    column('Day', 'heldOn', 'scheduledOn'),
    thingColumn('Meeting', 'meeting'),
    column('Place', 'places', 'scheduledPlaces'),
    thingColumn('Body', 'body'),
    column('Stage', 'stage'),
  ],
  'next-meetings': [
    thingColumn('Body', 'body'),
    column('Number', 'ordinal'),
    column('Day', 'scheduledOn'),
    column('Place', 'place'),
    column('Venue', 'venue'),
    thingColumn('After', 'meeting', 'after'),
  ],
  decisions: [
    column('Day', 'adoptedOn', 'date'),
    thingColumn('Decision', 'decision'),
    column('Strength', 'strength'),
    column('Due', 'due'),
    STATUS,
    thingColumn('Meeting', 'meeting'),
  ],
  incidents: [
    column('Day', 'occurredOn'),
    thingColumn('Incident', 'incident'),
    column('Place', 'places'),
    column('Killed', 'killed'),
    column('Injured', 'injured'),
    column('Condemnations', 'condemnations'),
  ],
  persons: [
    thingColumn('Person', 'person'),
    column('Of', 'of'),
    column('Titles', 'titles'),
    column('Facts', 'facts'),
  ],
  sources: [
    thingColumn('Document', 'document'),
    column('Kind', 'docType'),
    column('Language', 'language'),
    column('Text', 'held'),
  ],
};
