import { CATALOGUE, CorrectRecord, getValueAt, unwrapSchema } from '@rapporteur/contracts';
import type { Node } from 'yaml';
import { z } from 'zod';
import { expandObject, expandValue } from './expand-value.ts';
import { descend, type ExpansionContext } from './expansion-context.ts';
import { PLACEHOLDER_EVENT, toPatternContext } from './name-event.ts';
import { ASSERTION_FIELDS } from './parse-source.ts';
import { parsePassages } from './passage-requests.ts';
import type { RecordQuestions } from './record-questions.ts';
import { getEntries, type MappingEntry } from './submission-document.ts';

/**
 * Expands a correction. The shorthand of its values is that of the corrected field. The old value
 * needs only the parts of the current one that shorthand can say; of a correction that is recorded
 * already, those of the value before it, so that the same file is the same command.
 */
export function expandCorrection(
  entries: readonly MappingEntry[],
  context: ExpansionContext,
  record: RecordQuestions,
): Readonly<Record<string, unknown>> {
  const isValue = ({ key }: MappingEntry): boolean => key === 'oldValue' || key === 'newValue';
  const body = expandObject(
    entries.filter((entry) => !isValue(entry)),
    CorrectRecord,
    context,
  );
  const { target: targetId, field: givenField } = body;
  const isNamed = typeof targetId === 'string' && targetId !== PLACEHOLDER_EVENT;
  const target = isNamed ? record.findEvent(targetId) : undefined;
  const schema = target === undefined ? undefined : CATALOGUE.getDefinition(target.type).schema;
  const field = findField(typeof givenField === 'string' ? givenField : '', schema);
  const fieldSchema = schema === undefined ? undefined : findFieldSchema(schema, field);
  const words = listEvidenceWords(entries, context);
  const inField = (key: string): ExpansionContext => ({ ...descend(context, key), words });
  const expand = (node: Node | null, inner: ExpansionContext): unknown =>
    fieldSchema === undefined
      ? expandValue(node, CorrectRecord.shape.newValue, inner)
      : expandValue(node, fieldSchema, inner);

  const values = new Map(entries.filter(isValue).map(({ key, value }) => [key, value]));
  const newNode = values.get('newValue');
  const newValue = newNode === undefined ? undefined : expand(newNode, inField('newValue'));
  const completeOldValue = (node: Node | null): unknown => {
    const given = expand(node, toPatternContext(inField('oldValue')));
    const current = getValueAt(target?.data, field);
    if (target === undefined || current === undefined) return given;
    if (agrees(current, given)) return current;
    const change = { target: target.id, field: field.join('.'), given, newValue };
    return findCorrectedValue(change, record) ?? given;
  };
  const oldNode = values.get('oldValue');
  return {
    ...body,
    ...(typeof givenField === 'string' ? { field: field.join('.') } : {}),
    ...(oldNode === undefined ? {} : { oldValue: completeOldValue(oldNode) }),
    ...(newNode === undefined ? {} : { newValue }),
  };
}

/** Returns the value before a correction of the record to the same new value; undefined if none. */
function findCorrectedValue(
  change: {
    readonly target: string;
    readonly field: string;
    readonly given: unknown;
    readonly newValue: unknown;
  },
  record: RecordQuestions,
): unknown {
  const { target, field, given, newValue } = change;
  const criteria = {
    type: 'RecordCorrected',
    fields: { target, field },
    retracted: false,
  } as const;
  const found = record.findEvents(criteria)?.events ?? [];
  return found.find(
    ({ data }) => agrees(data['newValue'], newValue) && agrees(data['oldValue'], given),
  )?.data['oldValue'];
}

/** Returns the path of a field. As in a submission, those of the assertion stand beside the others. */
function findField(field: string, schema: z.ZodObject | undefined): readonly string[] {
  const path = field.split('.');
  const [first = ''] = path;
  const isFlat =
    schema !== undefined &&
    !Object.hasOwn(schema.shape, first) &&
    Object.hasOwn(schema.shape, 'assertion') &&
    [...ASSERTION_FIELDS, 'passages'].includes(first);
  return isFlat ? ['assertion', ...path] : path;
}

/** Returns the schema of a field, as nullable as the schema has it; undefined if there is none. */
function findFieldSchema(schema: z.ZodType, path: readonly string[]): z.ZodType | undefined {
  const [name, ...rest] = path;
  if (name === undefined) return schema;
  const inner = unwrapSchema(schema);
  if (inner instanceof z.ZodArray)
    return /^\d+$/.test(name) ? findFieldSchema(inner.element as z.ZodType, rest) : undefined;
  if (inner instanceof z.ZodUnion) {
    const options = inner.options as readonly z.ZodType[];
    return options.map((option) => findFieldSchema(option, path)).find((one) => one !== undefined);
  }
  if (!(inner instanceof z.ZodObject) || !Object.hasOwn(inner.shape, name)) return undefined;
  return findFieldSchema(inner.shape[name] as z.ZodType, rest);
}

/** Returns the words of the evidence: an actor has its name there. */
function listEvidenceWords(entries: readonly MappingEntry[], context: ExpansionContext): string {
  const evidence = entries.find(({ key }) => key === 'evidence')?.value ?? null;
  const words = getEntries(evidence)?.filter(({ key }) => /^(quotes?|nth)$/.test(key)) ?? [];
  const requests = parsePassages(words, descend(context, 'evidence'));
  return requests.map((request) => (request.kind === 'quote' ? request.quote : '')).join('\n');
}

/** Returns whether the current value has all that is given, and lists have nothing else. */
function agrees(current: unknown, given: unknown): boolean {
  if (Array.isArray(given)) {
    return (
      Array.isArray(current) &&
      current.length === given.length &&
      given.every((part, index) => agrees(current[index], part))
    );
  }
  if (typeof given !== 'object' || given === null) return current === given;
  if (typeof current !== 'object' || current === null) return false;
  return Object.entries(given).every(
    ([name, part]) => part === undefined || agrees(Reflect.get(current, name), part),
  );
}
