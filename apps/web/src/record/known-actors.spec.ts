import { describe, expect, it } from 'vitest';
import { toKnownActor } from './known-actors.ts';

describe('An actor that the record knows', () => {
  it.each(['joint-session', 'meeting-series'] as const)(
    'acts as an organ if it is a %s',
    (kind) => {
      expect(toKnownActor({ id: 'ferry-talks', kind, of: null, names: ['Ferry Talks'] })).toEqual({
        id: 'ferry-talks',
        kind: 'organ',
        of: null,
        names: ['Ferry Talks'],
      });
    },
  );

  it.each(['person', 'organ', 'agency'] as const)('keeps the kind %s', (kind) => {
    expect(toKnownActor({ id: 'ferries', kind, of: null, names: ['Ferries'] }).kind).toBe(kind);
  });
});
