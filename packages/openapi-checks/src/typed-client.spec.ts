import { describe, expect, it } from 'vitest';
import { generateClientTypes } from './typed-client.ts';

const describeAnswer = (name: string) => ({
  200: {
    description: 'Found.',
    content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } },
  },
});
const DOCUMENT = {
  paths: {
    '/v1/ports': { get: { summary: 'All ports.', responses: describeAnswer('PortList') } },
    '/v1/commands/OpenPort': { post: { responses: describeAnswer('Outcome') } },
    '/v1/commands/ClosePort': { post: { responses: describeAnswer('Outcome') } },
    '/metrics': { get: { responses: describeAnswer('Metrics') } },
  },
  components: {
    schemas: {
      PortList: {
        type: 'object',
        properties: {
          summary: { type: 'string', description: 'Prose.' },
          port: { type: 'number' },
        },
      },
      Outcome: { type: 'object', properties: { events: { $ref: '#/components/schemas/Events' } } },
      Events: { oneOf: [{ type: 'string' }, { type: 'number' }] },
      Metrics: { type: 'string' },
    },
  },
};

const generate = () =>
  generateClientTypes(DOCUMENT, {
    namePath: (path) =>
      path.startsWith('/v1/') ? path.replace(/(commands\/)\w+/, '$1{name}') : null,
    replacements: { Events: { type: 'boolean' } },
  });

describe('The types of a client', { timeout: 60_000 }, () => {
  it('have the selected operations and the schemas that these use', async () => {
    const types = await generate();
    for (const word of ['"/v1/ports"', '"/v1/commands/{name}"', 'PortList: {', 'port?: number'])
      expect(types).toContain(word);
    for (const word of ['/metrics', 'Metrics', 'ClosePort']) expect(types).not.toContain(word);
  });

  it('have a parameter for each name in a path', async () =>
    expect(await generate()).toMatch(/path: \{\s+name: string;/));

  it('leave prose out, but no field with its name', async () => {
    const types = await generate();
    expect(types).toContain('summary?: string');
    expect(types).not.toMatch(/Prose|All ports/);
  });

  it('have the replacement of a schema', async () =>
    expect(await generate()).toContain('events?: boolean'));
});
