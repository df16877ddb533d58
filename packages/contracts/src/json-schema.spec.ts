import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { generateCodebook } from './codebook.ts';
import { COMMANDS } from './commands.ts';
import { FACT_DEFINITIONS, getCommandName } from './fact-definitions.ts';
import { generateFiles } from './generate.ts';
import { commandJsonSchema, envelopeJsonSchema, eventJsonSchema } from './json-schema.ts';
import { DEFINITIONS, EXAMPLES } from './vocabulary.ts';

const example = (type: string): object => EXAMPLES[type] as object;
const compile = (schema: object) =>
  new Ajv2020({
    strict: true,
    keywords: ['x-personal', 'x-referent'],
    formats: { uri: true },
  }).compile(schema);
const facts = FACT_DEFINITIONS.map(({ type }) => type);

describe('The JSON Schema of', () => {
  it.each(DEFINITIONS.map(({ type }) => type))(
    '%s accepts its example, and rejects unknown and missing fields',
    (type) => {
      const takes = compile(eventJsonSchema(type));
      expect(takes(example(type))).toBe(true);
      expect(takes({ ...example(type), colour: 'red' })).toBe(false);
      expect(takes(Object.fromEntries(Object.entries(example(type)).slice(1)))).toBe(false);
    },
  );

  it.each(facts)('the command of %s accepts the example', (type) => {
    const takes = compile(commandJsonSchema(getCommandName(type)));
    expect(takes({ collection: 'sco', ...example(type) })).toBe(true);
    expect(takes(example(type))).toBe(false);
  });

  it('RecordMeeting accepts its facts', () => {
    const takes = compile(commandJsonSchema('RecordMeeting'));
    const held = { type: 'MeetingHeld', ...example('MeetingHeld') };
    const note = { collection: 'sco', document: example('SourceDocumentRegistered') };
    expect(takes({ ...note, facts: [held] })).toBe(true);
    expect(takes({ ...note, facts: [{ ...held, type: 'MeetingForgotten' }] })).toBe(false);
  });

  it('an event on the wire lists the attributes of the envelope', () => {
    expect(envelopeJsonSchema()).toMatchObject({
      title: 'Event',
      required: expect.arrayContaining(['pseq', 'term']),
    });
  });

  it('personal data are marked', () => {
    const { $defs } = eventJsonSchema('MeetingChaired');
    expect($defs?.['ActorRef']).toMatchObject({
      properties: { nameAsWritten: { 'x-personal': true } },
    });
    expect(eventJsonSchema('OfficeRecorded').properties?.['rank']).toMatchObject({
      'x-personal': true,
    });
    expect($defs?.['DateValue']).toBeUndefined();
  });

  it('an unknown type or command is an error', () => {
    expect(() => eventJsonSchema('MeetingForgotten')).toThrow('MeetingForgotten');
    expect(() => commandJsonSchema('ApprovePlan')).toThrow(RangeError);
  });
});

describe('The generated files', () => {
  const files = generateFiles();

  it('are a schema for each event and command, and the codebook', () => {
    expect(files.size).toBe(DEFINITIONS.length + COMMANDS.size + 2);
    expect(files.get('packages/contracts/schemas/events/meeting-held.v1.json')).toContain(
      '"title": "MeetingHeld"',
    );
    expect(files.get('packages/contracts/schemas/commands/record-meeting-held.json')).toContain(
      'RecordMeetingHeld',
    );
  });

  it('include a codebook with every type, its command and every field', () => {
    const book = generateCodebook();
    for (const { type, schema } of FACT_DEFINITIONS) {
      const section = book.slice(
        book.indexOf(`#### ${type}\n`),
        book.indexOf('\n#### ', book.indexOf(`#### ${type}\n`) + 1),
      );
      expect(section).toContain(`\`${getCommandName(type)}\``);
      for (const field of Object.keys(schema.shape)) expect(section).toContain(`| \`${field}\` |`);
    }
    expect(book).not.toMatch(/undefined|\[object|\| {2}\|/);
  });

  it('include a codebook without broken links', () => {
    const book = generateCodebook();
    const anchors = new Set(
      [...book.matchAll(/^#+ (.+)$/gm)].map(([, head = '']) =>
        head.toLowerCase().replaceAll(' ', '-'),
      ),
    );
    const links = [...book.matchAll(/\]\(#([^)]+)\)/g)].map(([, link = '']) => link);
    expect(links.filter((link) => !anchors.has(link))).toEqual([]);
  });
});
