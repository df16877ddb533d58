import { readFileSync } from 'node:fs';
import { CATALOGUE, parseEvent } from '@rapporteur/contracts';
import specs from '@asyncapi/specs';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { describe, expect, it } from 'vitest';
import { createAsyncApiDocument } from './async-api.ts';
import { createFenceRecord } from './fence.ts';
import { toKafkaRecord } from './kafka-writer.ts';
import type { NewRecord } from './record-batch.ts';

/** The part of the document that these tests read. */
interface DescribedTopic {
  readonly channels: { readonly events: { readonly messages: Readonly<Record<string, object>> } };
  readonly components: {
    readonly messages: Readonly<Record<string, DescribedMessage>>;
  };
}

interface DescribedMessage {
  readonly name: string;
  readonly examples?: readonly { readonly payload: object }[];
}

const FOLDER = new URL('../../../', import.meta.url);
const readText = (path: string) => readFileSync(new URL(path, FOLDER), 'utf8');

const document = createAsyncApiDocument() as unknown as DescribedTopic;
const { messages } = document.components;

/** A log with an event of each type, as the bytes that were recorded. */
const LOG = readText('packages/read-models/golden/log.ndjson').trimEnd().split('\n');

const ID = 'https://rapporteur.example/asyncapi.json';
const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
ajv.addSchema(document, ID);

/** Returns the errors of a value against a part of the document; an empty list if it is valid. */
function check(pointer: string, value: unknown): readonly ErrorObject[] {
  const validate = ajv.getSchema(`${ID}#${pointer}`) as ValidateFunction;
  return validate(value) ? [] : (validate.errors ?? []);
}

function checkRecord(pointer: string, { key, contentType }: NewRecord): readonly ErrorObject[] {
  return [
    ...check(`${pointer}/headers`, { 'content-type': contentType }),
    ...check(`${pointer}/bindings/kafka/key`, new TextDecoder().decode(key)),
  ];
}

describe('docs/asyncapi.json', () => {
  it('is as it would be generated now: run `npx pnpm generate`', () =>
    expect(JSON.parse(readText('docs/asyncapi.json'))).toEqual(document));

  it('is valid by the JSON Schema of AsyncAPI 3.0', () => {
    // The schema contains draft 7 of JSON Schema itself.
    const rules = new Ajv({
      meta: false,
      validateSchema: false,
      strict: false,
      validateFormats: false,
    });
    const validate = rules.compile(specs.schemas['3.0.0'] as object);
    expect(validate(document) ? [] : validate.errors).toEqual([]);
    expect(validate({ ...document, channels: { events: { adress: 'topic' } } })).toBe(false);
  });

  it('has a message for each event type', () => {
    const types = CATALOGUE.definitions.map(({ type }) => type);
    expect(Object.keys(messages)).toEqual([...types, 'WriterFence']);
    expect(Object.keys(document.channels.events.messages)).toEqual(Object.keys(messages));
  });

  it('refers only to its own parts', () => {
    const text = JSON.stringify(document);
    const references = new Set(
      [...text.matchAll(/"\$ref":"#([^"]+)"/g)].map(([, pointer = '']) => pointer),
    );
    expect(references.size).toBeGreaterThan(100);
    expect(text).not.toMatch(/"\$ref":"[^#]/);
    // Draft 7 of JSON Schema ignores what stands beside a reference.
    expect(text).not.toMatch(/"\$ref":"[^"]*",|,"\$ref"/);
    for (const pointer of references) {
      const names = pointer.split('/').slice(1);
      let part: unknown = document;
      for (const name of names) part = (part as Readonly<Record<string, unknown>>)[name];
      expect(part, pointer).toBeDefined();
    }
  });
});

describe('The messages of docs/asyncapi.json', () => {
  it.each(CATALOGUE.definitions)('$type accepts its example, and no other fields', ({ type }) => {
    const [example] = messages[type]?.examples ?? [];
    const payload = `/components/messages/${type}/payload`;
    const { data } = parseEvent(Buffer.from(JSON.stringify(example?.payload)));
    expect(check(payload, example?.payload)).toEqual([]);
    expect(check(payload, { ...example?.payload, colour: 'red' })).not.toEqual([]);
    expect(check(payload, { ...example?.payload, data: { ...data, colour: 'red' } })).not.toEqual(
      [],
    );
  });

  it('accept the records of a log with events of each type', () => {
    const typesSeen = new Set(
      LOG.map((line) => {
        const bytes = Buffer.from(line);
        const event = parseEvent(bytes);
        // Older events lack the fields that their types got later.
        const { type, data } = CATALOGUE.decode(event);
        expect(check(`/components/messages/${type}/payload`, { ...event, data }), line).toEqual([]);
        const record = toKafkaRecord({ bytes, event });
        expect(checkRecord('/components/messageTraits/event', record), line).toEqual([]);
        return type;
      }),
    );
    expect(typesSeen.size).toBe(CATALOGUE.definitions.length);
  });

  it('accept a fence', () => {
    const record = createFenceRecord(3, { instance: 'recorder-1' }, 'nonce');
    const pointer = '/components/messages/WriterFence';
    const value: unknown = JSON.parse(new TextDecoder().decode(record.value));
    expect(check(`${pointer}/payload`, value)).toEqual([]);
    expect(checkRecord(pointer, record)).toEqual([]);
    expect(checkRecord('/components/messageTraits/event', record)).not.toEqual([]);
  });
});
