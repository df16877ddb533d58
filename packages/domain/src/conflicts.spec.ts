import { describe, expect, it } from 'vitest';
import {
  assertionAt,
  BASIC_RECORD,
  given,
  stateActor,
  transferChairmanship,
} from './testing/given-when-then.ts';

describe('A condemnation', () => {
  const condemned = (condemner: object, perpetrators: readonly object[], start: number) => ({
    name: 'RecordIncidentCondemned',
    body: {
      condemner,
      strength: 'condemned',
      target: { incident: 'strikes' },
      perpetrators,
      ...assertionAt(start),
    },
  });

  it('does not contradict that of another condemner that names no perpetrators', () => {
    const members = { id: 'members', kind: 'class', nameAsWritten: 'Member States', of: 'sco' };
    const council = { id: 'council', kind: 'organ', nameAsWritten: 'Council' };
    const outcome = given(...BASIC_RECORD, condemned(members, [stateActor('ISR')], 0)).when(
      condemned(council, [], 20),
    );
    expect(outcome.types).toEqual(['IncidentCondemned']);
    expect(outcome.events[0]?.data).toMatchObject({ perpetrators: [] });
  });
});

describe('Transferring a chairmanship', () => {
  it('flags no conflict if the previous holder matches', () => {
    const record = given(
      ...BASIC_RECORD,
      transferChairmanship({ from: 'CHN', to: 'KGZ', day: '2024-09-10', start: 0 }),
    );
    expect(
      record.when(transferChairmanship({ from: 'KGZ', to: 'PAK', day: '2025-09-10', start: 20 }))
        .types,
    ).toEqual(['ChairmanshipTransferred']);
  });

  it('flags a conflict if another state held the chair', () => {
    const outcome = given(
      ...BASIC_RECORD,
      transferChairmanship({ from: 'CHN', to: 'KGZ', day: '2024-09-10', start: 0 }),
    ).when(transferChairmanship({ from: 'RUS', to: 'PAK', day: '2025-09-10', start: 20 }));
    expect(outcome.types).toEqual(['ChairmanshipTransferred', 'ConflictFlagged']);
    expect(outcome.events[1]?.data).toMatchObject({
      field: 'from',
      values: [{ id: 'KGZ' }, { id: 'RUS' }],
    });
  });

  it('checks the transfers in order of their dates, not of their recording', () => {
    const record = given(
      ...BASIC_RECORD,
      transferChairmanship({ from: 'KGZ', to: 'PAK', day: '2025-09-10', start: 0 }),
    );
    expect(
      record.when(transferChairmanship({ from: 'CHN', to: 'KGZ', day: '2024-09-10', start: 20 }))
        .types,
    ).toEqual(['ChairmanshipTransferred']);
    const misfit = record.when(
      transferChairmanship({ from: 'CHN', to: 'RUS', day: '2024-09-10', start: 20 }),
    );
    expect(misfit.events[1]?.data).toMatchObject({
      field: 'to',
      values: [{ id: 'KGZ' }, { id: 'RUS' }],
    });
  });

  it('flags no conflict if the previous holder or the day is not stated', () => {
    const record = given(
      ...BASIC_RECORD,
      transferChairmanship({ from: 'CHN', to: 'KGZ', day: '2024-09-10', start: 0 }),
    );
    expect(
      record.when(transferChairmanship({ from: null, to: 'PAK', day: '2025-09-10', start: 20 }))
        .types,
    ).toEqual(['ChairmanshipTransferred']);
    expect(
      record.when(transferChairmanship({ from: 'RUS', to: 'PAK', day: null, start: 20 })).types,
    ).toEqual(['ChairmanshipTransferred']);
  });
});
