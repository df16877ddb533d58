import { DOCUMENT_FACT_DEFINITIONS, listIntroducedThings } from '@rapporteur/contracts';
import { isJsonFields, type JsonFields } from '@rapporteur/pages';
import { useState } from 'react';
import { readWords } from '../components/json-words.ts';
import type { ChangeFieldsProps } from './change-form.tsx';
import { SelectField, TextInput } from './form-parts.tsx';
import { formatRecordMessage } from './record-messages.ts';
import { type Suggestions, useSuggestions } from './suggestions.ts';

/** A thing of a fact whose id may be merged into another one. */
interface MergeableThing {
  readonly kind: string;
  readonly id: string;
}

/** The shape of the ids of each kind of thing, by which the record suggests others. */
const SHAPES: Readonly<Record<string, keyof Suggestions>> = {
  body: 'BodyId',
  meeting: 'MeetingId',
  decision: 'DecisionId',
  incident: 'IncidentId',
  document: 'DocumentId',
  actor: 'ActorRef',
};

/** Returns the things that a fact introduces, and the actors that it names; no states. */
export function listMergeable(event: JsonFields): readonly MergeableThing[] {
  const data = isJsonFields(event['data']) ? event['data'] : {};
  const type = readWords(event, 'type');
  const definition = DOCUMENT_FACT_DEFINITIONS.find((one) => one.type === type);
  const introduced =
    definition === undefined
      ? []
      : listIntroducedThings(definition, data).map(({ referent, id }) => ({
          kind: referent as string,
          id,
        }));
  const all = [...introduced, ...listActors(data)].filter(({ kind }) => kind in SHAPES);
  return [...new Map(all.map((one) => [`${one.kind} ${one.id}`, one])).values()];
}

function listActors(value: unknown): readonly MergeableThing[] {
  if (Array.isArray(value)) return value.flatMap(listActors);
  if (!isJsonFields(value)) return [];
  const { id, kind, nameAsWritten } = value;
  if (typeof id === 'string' && typeof nameAsWritten === 'string' && typeof kind === 'string') {
    if (kind === 'state') return [];
    return [{ kind: kind === 'body' ? 'body' : 'actor', id }];
  }
  return Object.values(value).flatMap(listActors);
}

/** The id that is hidden, and the one under which both are shown. */
export function MergeFields({ collection, event, onChange, problemOf }: ChangeFieldsProps) {
  const things = listMergeable(event);
  const [index, setIndex] = useState(0);
  const [into, setInto] = useState('');
  const suggestions = useSuggestions(collection);
  const thing = things[index];
  const known = suggestions[SHAPES[thing?.kind ?? ''] ?? ''] ?? [];
  const update = (nextIndex: number, nextInto: string): void => {
    setIndex(nextIndex);
    setInto(nextInto);
    const merged = things[nextIndex];
    onChange(
      merged === undefined || nextInto.trim() === ''
        ? undefined
        : { kind: 'merge', thing: merged.kind, merged: merged.id, into: nextInto.trim() },
    );
  };
  return (
    <>
      <SelectField
        label={formatRecordMessage('merge.merged')}
        options={things.map(({ kind, id }, n) => ({ value: String(n), label: `${kind} ${id}` }))}
        value={String(index)}
        onChange={(value) => update(Number(value), into)}
      />
      <TextInput
        label={formatRecordMessage('merge.into')}
        help={formatRecordMessage('merge.intoHelp')}
        value={into}
        known={known}
        problem={problemOf('into')}
        onChange={(value) => update(index, value)}
      />
    </>
  );
}
