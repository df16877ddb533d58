import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anchorSubmission } from './anchor-submission.ts';
import { parseSubmission } from './parse-submission.ts';

const KEYS = [
  'collection',
  'source',
  'actors',
  'defaults',
  'bodies',
  'facts',
  'type',
  'quote',
  'nth',
  'quotes',
  'passage',
  'document',
  'title',
  'state',
  'occurredOn',
  'places',
  'country',
  'target',
  '__proto__',
  'constructor',
];
const SCALARS = [
  'sco',
  'MeetingHeld',
  'IncidentCondemned',
  'KGZ',
  '2025-02-29',
  '2013/..',
  '',
  '~',
  '44',
  '-1',
  '1e999',
  '.nan',
  '"\\uD800"',
];

const tree = fc.letrec<{ node: unknown }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(...SCALARS).map((scalar) => ({ scalar })),
    fc.array(tie('node'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...KEYS), tie('node'), { maxKeys: 6, noNullPrototype: true }),
  ),
})).node;

// Flow style gives mostly valid YAML.
function write(node: unknown): string {
  if (Array.isArray(node)) return `[${node.map(write).join(', ')}]`;
  if (typeof node === 'object' && node !== null && 'scalar' in node)
    return String(node.scalar) || 'null';
  return `{${Object.entries(node as object)
    .map(([key, value]) => `${key}: ${write(value)}`)
    .join(', ')}}`;
}

function survives(yaml: string): void {
  const parsed = parseSubmission(yaml);
  if (parsed.ok) {
    anchorSubmission(parsed.submission, () => 'some text');
    return;
  }
  expect(parsed.problems.length).toBeGreaterThan(0);
  for (const { line, column, message } of parsed.problems) {
    expect(line).toBeGreaterThanOrEqual(1);
    expect(column).toBeGreaterThanOrEqual(1);
    expect(message).not.toBe('');
  }
}

describe('Parsing a submission', () => {
  it('never throws for any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), survives), {
      numRuns: 300,
    });
  });

  it('never throws for any YAML values', () => {
    fc.assert(
      fc.property(
        fc.record({ collection: tree, source: tree, actors: tree, defaults: tree, facts: tree }),
        (parts) => survives(write(parts)),
      ),
      { numRuns: 500 },
    );
  });
});
