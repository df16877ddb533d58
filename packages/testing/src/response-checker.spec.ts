import { describe, expect, it } from 'vitest';
import { ResponseChecker } from './response-checker.ts';

const JSON_TYPE = 'application/json';
const PROBLEM_TYPE = 'application/problem+json';

const describeResponse = (type: string, schema: object) => ({ content: { [type]: { schema } } });
const checker = new ResponseChecker({
  paths: {
    '/ports/{port}': {
      get: {
        responses: {
          200: describeResponse(JSON_TYPE, { $ref: '#/components/schemas/Port' }),
          '4XX': describeResponse(PROBLEM_TYPE, { type: 'object', required: ['code'] }),
        },
      },
    },
    '/ports/all': {
      get: { responses: { 200: describeResponse('application/x-ndjson', { type: 'string' }) } },
    },
  },
  components: {
    schemas: {
      Port: {
        type: 'object',
        required: ['name'],
        properties: { name: { type: 'string' }, berths: { type: 'integer' } },
      },
    },
  },
});

const check = (request: string, body: string, status = 200, type = JSON_TYPE) =>
  checker.check(request, new Response(body, { status, headers: { 'content-type': type } }));

describe('A checked response', () => {
  it('may have any value of its schema', async () => {
    const checks = [
      check('GET /ports/valletta', '{"name":"Valletta","berths":3}'),
      check('GET /ports/valletta', '{"code":"PORT_UNKNOWN"}', 404, PROBLEM_TYPE),
      check('GET /ports/all', '"Valletta"\n"Sliema"\n', 200, 'application/x-ndjson'),
    ];
    await expect(Promise.all(checks)).resolves.toHaveLength(3);
  });

  it.each([
    ['lacks a property', '{"berths":3}', "required property 'name'"],
    ['has an unknown property', '{"name":"Valletta","depth":9}', 'depth'],
    [
      'has a value of another type',
      '{"name":"Valletta","berths":"three"}',
      '/berths must be integer',
    ],
  ])('fails if it %s', async (_, body, message) =>
    expect(check('GET /ports/valletta', body)).rejects.toThrow(message),
  );

  it('fails if a line of it differs', async () =>
    expect(check('GET /ports/all', '"Valletta"\n7\n', 200, 'application/x-ndjson')).rejects.toThrow(
      'must be string',
    ));

  it('fails if its status, content type or route is not documented', async () => {
    await expect(check('GET /ports/valletta', '{"name":"V"}', 201)).rejects.toThrow('201');
    await expect(check('GET /ports/valletta', 'V', 200, 'text/csv')).rejects.toThrow('text/csv');
    await expect(check('GET /ships', '{}')).rejects.toThrow('does not have this route');
    await expect(check('PUT /ports/valletta', '{}')).rejects.toThrow('does not have this route');
  });
});
