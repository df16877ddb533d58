import { COMMANDS } from '@rapporteur/contracts';
import {
  recordAssessment,
  openCollection,
  registerSource,
} from '@rapporteur/command-runtime/sample-commands';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { JSON_HEADERS, CommandServiceFixture } from './testing/command-service-fixture.ts';

const names = fc.oneof(fc.constantFrom(...COMMANDS.keys()), fc.stringMatching(/^[A-Za-z]{1,20}$/));

/** A valid command with one value replaced or dropped, at any depth. */
const damaged = fc
  .tuple(fc.nat(), fc.jsonValue({ maxDepth: 2 }), fc.boolean())
  .map(([index, value, drop]) => {
    const { name, body } = recordAssessment(77);
    const places: (readonly [Record<string, unknown>, string])[] = [];
    const visit = (node: unknown): void => {
      if (typeof node !== 'object' || node === null) return;
      for (const [key, inner] of Object.entries(node)) {
        places.push([node as Record<string, unknown>, key]);
        visit(inner);
      }
    };
    const copy = structuredClone(body);
    visit(copy);
    const [holder, key] = places[index % places.length] ?? [copy, 'kind'];
    if (drop) delete holder[key];
    else holder[key] = value;
    return { name, text: JSON.stringify(copy) };
  });

const anything = fc.oneof(
  fc.tuple(names, fc.json({ maxDepth: 5 })).map(([name, text]) => ({ name, text })),
  fc.tuple(names, fc.string({ unit: 'binary' })).map(([name, text]) => ({ name, text })),
  damaged,
);

describe('Any request', () => {
  let service: CommandServiceFixture;
  beforeAll(async () => {
    service = await CommandServiceFixture.start();
    await service.send(openCollection());
    await service.send(registerSource());
  });
  afterAll(() => service[Symbol.asyncDispose]());

  it('is recorded, or rejected with a problem and not recorded', () =>
    fc.assert(
      fc.asyncProperty(anything, async ({ name, text }) => {
        const before = service.store.partition(0).nextPseq;
        // The fixture checks the type of every response.
        const { status, body } = await service.post(`/v1/commands/${name}`, text, JSON_HEADERS);
        expect(status).toBeLessThan(500);
        const added = service.store.partition(0).nextPseq - before;
        expect(added).toBe(
          status === 200 && body['repeated'] === false ? (body['events'] as unknown[]).length : 0,
        );
        if (status !== 200)
          expect(body).toMatchObject({
            code: expect.stringMatching(/^[A-Z0-9_]+$/),
            title: expect.any(String),
          });
      }),
      { numRuns: 400 },
    ));

  it('in bulk has one result for each line', () =>
    fc.assert(
      fc.asyncProperty(fc.array(anything, { maxLength: 20 }), async (all) => {
        const lines = all.map(({ name, text }, n) =>
          n % 2 === 0 ? text : `{"name":${JSON.stringify(name)},"body":${text}}`,
        );
        const sent = lines
          .join('\n')
          .split('\n')
          .filter((line) => Buffer.byteLength(line) > 0);
        const results = await service.bulk(sent);
        expect(results).toHaveLength(sent.length + 1);
        for (const { problem } of results)
          expect((problem as { status: number } | undefined)?.status ?? 0).toBeLessThan(500);
      }),
      { numRuns: 60 },
    ));

  it('with any header causes no internal error', () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom(
          'idempotency-key',
          'if-match',
          'rapporteur-actor',
          'traceparent',
          'content-type',
          'accept',
        ),
        fc.stringMatching(/^[\x21-\x7e]([\x20-\x7e]{0,40}[\x21-\x7e])?$/),
        async (header, value) => {
          const { status } = await service.send(recordAssessment(88), { [header]: value });
          expect(status).toBeLessThan(500);
        },
      ),
      { numRuns: 150 },
    ));
});
