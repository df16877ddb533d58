import {
  ActorRef,
  InstrumentRef,
  isCountryCode,
  isNumberKept,
  suggestName,
} from '@rapporteur/contracts';
import { isSeq, type Node } from 'yaml';
import { chooseName } from './find-names.ts';
import {
  type ExpansionContext,
  reportProblem,
  type ShorthandExpander,
} from './expansion-context.ts';
import { getEntries, getScalarText } from './submission-document.ts';

const STATE_CODE = /^[A-Z]{3}$/;

/** Stands for an actor whose problem is reported, while the other fields are checked. */
const PLACEHOLDER_ACTOR = { id: 'placeholder', kind: 'person', nameAsWritten: 'placeholder' };

/** Expands `2025-09-10`, `2025`, or a list of dates: one of these. */
const expandDate: ShorthandExpander = (node) => {
  const edtf = isSeq(node)
    ? formatAlternatives(node.items as readonly Node[])
    : getScalarText(node);
  return edtf === undefined ? undefined : { edtf };
};

function formatAlternatives(nodes: readonly Node[]): string | undefined {
  const dates = nodes.map(getScalarText);
  return dates.includes(undefined) ? undefined : `[${dates.join(',')}]`;
}

/** Returns the key and name of `{KGZ: the Kyrgyz Republic}`. */
function getKeyWithName(node: Node | null): readonly [key: string, name: string] | undefined {
  const entries = getEntries(node);
  const [entry] = entries ?? [];
  if (entry === undefined || entries?.length !== 1) return undefined;

  const name = getScalarText(entry.value);
  return name === undefined ? undefined : [entry.key, name];
}

/** Expands the key of an actor, or `{KEY: the name as written here}`. */
const expandActor: ShorthandExpander = (node, context) => {
  const bareKey = getScalarText(node);
  const [key, nameHere] = bareKey === undefined ? (getKeyWithName(node) ?? []) : [bareKey];
  if (key === undefined || (bareKey === undefined && Object.hasOwn(ActorRef.shape, key)))
    return undefined;

  const actor = context.actors.find(key);
  if (actor !== undefined) {
    const { fields, names, isValid } = actor;
    if (!isValid) {
      context.document.invalidParts.add(context.part);
      return PLACEHOLDER_ACTOR;
    }
    const nameAsWritten = nameHere ?? fields['nameAsWritten'] ?? chooseName(names, context.words);
    return { ...fields, nameAsWritten };
  }
  if (nameHere !== undefined && STATE_CODE.test(key))
    return { id: key, kind: 'state', nameAsWritten: nameHere };

  reportUnknownActor(key, node, context);
  return PLACEHOLDER_ACTOR;
};

function reportUnknownActor(key: string, node: Node | null, context: ExpansionContext): void {
  const { actors } = context;
  actors.unknownKeys.add(key);
  const suggestion = actors.keys.length === 0 ? '' : `${suggestName(key, actors.keys)} `;
  reportProblem(context, {
    code: 'DRAFTING_ACTOR_UNKNOWN',
    place: node,
    message: `Unknown actor \`${key}\`: neither this file nor the record has it.`,
    remedy:
      `${suggestion}Describe it in \`actors\`. ` +
      'A state is written as its code, or {CODE: its name in the text}.',
  });
}

/** Expands `KGZ` or `{KGZ: the Kyrgyz Republic}`. */
const expandCountry: ShorthandExpander = (node) => {
  const code = getScalarText(node);
  if (code !== undefined) return { code };
  const [key, nameAsWritten] = getKeyWithName(node) ?? [];
  return key !== undefined && STATE_CODE.test(key) ? { code: key, nameAsWritten } : undefined;
};

/** Expands a name. A bare state code is rejected: it more likely means a country. */
const expandPlace: ShorthandExpander = (node, context) => {
  const name = getScalarText(node);
  if (name === undefined) return undefined;

  if (isCountryCode(name)) {
    reportProblem(context, {
      place: node,
      message: `The place \`${name}\` is the code of a state.`,
      remedy: `Write {country: ${name}} or {name: ${name}}.`,
    });
  }
  return { name };
};

/** Returns a scalar as a number; a text that is no number, or would be rounded, stays as it is. */
function toNumber(node: Node | null): unknown {
  const text = getScalarText(node);
  if (text === undefined) return undefined;
  return /^-?\d+(\.\d+)?$/.test(text) && isNumberKept(text) ? Number(text) : text;
}

/** Expands `44`. */
const expandOrdinal: ShorthandExpander = (node) => {
  const value = toNumber(node);
  return value === undefined ? undefined : { value };
};

/** Expands `9`: exactly nine. */
const expandCount: ShorthandExpander = (node) => {
  const value = toNumber(node);
  return value === undefined ? undefined : { min: value, max: value };
};

/** Expands `{un-charter: the UN Charter}`. */
const expandInstrument: ShorthandExpander = (node) => {
  const [id, nameAsWritten] = getKeyWithName(node) ?? [];
  const isWrittenOut = id === undefined || Object.hasOwn(InstrumentRef.shape, id);
  return isWrittenOut ? undefined : { id, nameAsWritten };
};

/** The expanders by the name of the shape. */
export const SHORTHANDS: Readonly<Record<string, ShorthandExpander>> = {
  DateValue: expandDate,
  ActorRef: expandActor,
  CountryValue: expandCountry,
  Place: expandPlace,
  OrdinalValue: expandOrdinal,
  Count: expandCount,
  InstrumentRef: expandInstrument,
};
