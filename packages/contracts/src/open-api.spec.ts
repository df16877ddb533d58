import { describe, expect, it } from 'vitest';
import { CATALOGUE } from './catalogue.ts';
import { COMMANDS } from './commands.ts';
import { openApiSchemas } from './open-api.ts';

describe('The schemas for OpenAPI', () => {
  const schemas = openApiSchemas();

  it('name every event and every command', () => {
    const named = [...CATALOGUE.definitions.map(({ type }) => type), ...COMMANDS.keys()];
    expect(named.filter((name) => schemas[name] === undefined)).toEqual([]);
  });

  it('refer only to each other', () => {
    const text = JSON.stringify(schemas);
    const names = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference = '']) => reference);
    expect(names.length).toBeGreaterThan(100);
    expect(
      names.filter((name) => schemas[name.replace('#/components/schemas/', '')] === undefined),
    ).toEqual([]);
    expect(text).not.toMatch(/\$defs|\$id|__schema/);
  });

  it('distinguish optional fields of a command from required fields of an event', () => {
    expect(schemas['DateValue']?.required).toEqual(['edtf', 'asWritten', 'basis', 'rule']);
    expect(schemas['DateValueInput']?.required).toEqual(['edtf']);
    expect(JSON.stringify(schemas['RecordMeetingHeld'])).toContain('/DateValueInput"');
    expect(JSON.stringify(schemas['MeetingHeld'])).toContain('/DateValue"');
    // A shape with equal input and output has one name.
    expect(schemas['PassageInput']).toBeUndefined();
  });
});
