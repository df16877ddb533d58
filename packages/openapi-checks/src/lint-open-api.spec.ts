import { describe, expect, it } from 'vitest';
import { lintOpenApi } from './lint-open-api.ts';

const PORTS = {
  summary: 'All ports.',
  operationId: 'getPorts',
  responses: { 200: { description: 'Found.' }, '4XX': { description: 'Invalid.' } },
};

const createDocument = (get: object) => ({
  openapi: '3.1.0',
  info: { title: 'Sample', version: '1', license: { name: 'MIT', identifier: 'MIT' } },
  servers: [{ url: '/' }],
  security: [],
  paths: { '/ports': { get } },
});

describe('The recommended rules', () => {
  it('accept a complete document', async () =>
    expect(await lintOpenApi(createDocument(PORTS))).toEqual([]));

  it('report errors and warnings with their rule and place', async () => {
    const { 200: found } = PORTS.responses;
    const faulty = { ...PORTS, operationId: 'get ports', responses: { 200: found } };
    expect(await lintOpenApi(createDocument(faulty))).toEqual([
      expect.stringMatching(/^operation-operationId-url-safe #\/paths\/~1ports\/get\/operationId /),
      expect.stringMatching(/^operation-4xx-response #\/paths\/~1ports\/get\/responses /),
    ]);
  });
});
