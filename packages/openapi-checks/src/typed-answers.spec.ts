import { describe, expect, it } from 'vitest';
import { type AnswerFields, checkAnswerTypes } from './typed-answers.ts';

const PROBLEM = { type: 'object', required: ['code'], properties: { code: { type: 'string' } } };

/** A document with two routes: the answer of the first has the given schema. */
function createDocument(answer: object) {
  const createOperation = (operationId: string, schema: object) => ({
    operationId,
    responses: {
      200: { description: 'Found.', content: { 'application/json': { schema } } },
      '4XX': {
        description: 'Invalid.',
        content: { 'application/problem+json': { schema: PROBLEM } },
      },
    },
  });
  return {
    openapi: '3.1.0',
    info: { title: 'Sample', version: '1' },
    paths: {
      '/ports': { get: createOperation('getPorts', answer) },
      '/docs': { get: createOperation('getDocs', { type: 'string' }) },
    },
  };
}

const PORTS = {
  type: 'array',
  items: {
    type: 'object',
    required: ['name', 'berths', 'notes', 'owner'],
    properties: {
      name: { type: 'string' },
      berths: { type: ['integer', 'null'] },
      notes: {},
      owner: { type: 'object' },
    },
  },
};

const check = (answers: AnswerFields['answers'], problem = 'answer.code', schema: object = PORTS) =>
  checkAnswerTypes(createDocument(schema), { answers, problem });

describe('The fields of a generated client', { timeout: 60_000 }, () => {
  it.each(['answer[0].name', 'answer[0].berths', 'answer.length'])(
    'include %s of the answer',
    async (field) => expect(await check({ getPorts: field, getDocs: 'answer.length' })).toEqual([]),
  );

  it('are read of each route, and of no other', async () =>
    expect(await check({ getDocs: 'answer.length', getShips: 'answer.name' })).toEqual([
      'getPorts: no field of its answer is read.',
      'getShips: the document has no such operation.',
    ]));

  it.each([
    ['that it does not have', 'answer[0].nam', "Property 'nam' does not exist on type"],
    ['of any type', 'answer[0].notes', 'no text, number or boolean'],
    ['of an object without fields', 'answer[0].owner.name', '\'"never"\' is not assignable'],
    ['that holds more fields', 'answer[0]', 'no text, number or boolean'],
  ])('must not be one %s', async (_, field, message) => {
    const [error, ...others] = await check({ getPorts: field, getDocs: 'answer.length' });
    expect(error).toContain(`getPorts 200 ${field}: `);
    expect(error).toContain(message);
    expect(others).toEqual([]);
  });

  it('include one of every problem', async () => {
    const fields = { getPorts: 'answer[0].name', getDocs: 'answer.length' };
    expect(await check(fields, 'answer.status')).toEqual([
      expect.stringContaining("getPorts 4XX answer.status: Property 'status' does not exist"),
      expect.stringContaining("getDocs 4XX answer.status: Property 'status' does not exist"),
    ]);
  });

  it('must not be read of an answer without a schema', async () => {
    const [error] = await check(
      { getPorts: 'answer.name', getDocs: 'answer.length' },
      'answer.code',
      {},
    );
    expect(error).toContain("getPorts 200 answer.name: 'answer' is of type 'unknown'.");
  });
});
