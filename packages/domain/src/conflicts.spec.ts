import { describe, expect, it } from 'vitest';
import {
  BASIC_RECORD,
  buildState,
  given,
  listOpenConflicts,
  recordFact,
  recordMeetingHeld,
  stateActor,
  statedDate,
  transferChairmanship,
  type TestCommand,
} from './testing/given-when-then.ts';

const heldOn = (day: string, start: number): TestCommand =>
  recordMeetingHeld({ occurredOn: statedDate(day) }, start);
const heldAt = (places: readonly object[], start: number): TestCommand =>
  recordMeetingHeld({ places }, start);
const killed = (incident: string, count: object, start: number): TestCommand =>
  recordFact('CasualtiesReported', { incident, killed: count }, start);

describe('Facts of one thing', () => {
  const conflictsOf = (...commands: readonly TestCommand[]) =>
    listOpenConflicts(buildState(...BASIC_RECORD, ...commands));

  it('contradict each other if a meeting met in two cities', () => {
    expect(
      conflictsOf(heldAt([{ name: 'Split' }], 0), heldAt([{ name: 'Varna' }], 20)),
    ).toMatchObject([
      {
        field: 'places',
        events: ['c5.1', 'c6.1'],
        values: [[{ name: 'Split' }], [{ name: 'Varna' }]],
        thing: { kind: 'meeting', id: 'council-44' },
      },
    ]);
  });

  it('agree if a country or city is written in several ways', () => {
    const next = (nameAsWritten: string, start: number) =>
      recordFact(
        'NextMeetingAgreed',
        {
          body: 'council',
          after: 'council-44',
          place: { country: { code: 'BGR', nameAsWritten } },
        },
        start,
      );
    expect(
      conflictsOf(
        recordMeetingHeld({}, 0),
        next('Bulgaria', 20),
        next('България', 40),
        heldAt([{ name: 'Varna', country: { code: 'BGR' } }], 60),
        heldAt([{ name: 'VARNA' }], 80),
        heldAt([{ name: 'Варна' }], 100),
      ),
    ).toEqual([]);
    expect(
      conflictsOf(
        recordMeetingHeld({}, 0),
        next('Bulgaria', 20),
        recordFact(
          'NextMeetingAgreed',
          { body: 'council', after: 'council-44', place: { country: { code: 'ROU' } } },
          40,
        ),
      ),
    ).toMatchObject([{ field: 'place', thing: { kind: 'next-meeting' } }]);
  });

  it('agree if their ranges of casualties meet', () => {
    const atLeast = (qualifier: string) => ({ min: 7, qualifier, ofWhat: null });
    expect(
      conflictsOf(
        killed('blast', atLeast('at least 7'), 0),
        killed('blast', { ...atLeast('at least seven'), ofWhat: 'people' }, 20),
        killed('blast', { min: 12, max: 12 }, 40),
      ),
    ).toEqual([]);
    expect(
      conflictsOf(
        killed('blast', { min: 7, max: 7 }, 0),
        killed('blast', { min: 12, max: 12 }, 20),
      ),
    ).toMatchObject([{ field: 'killed' }]);
  });

  it('contradict each other if two announced dates differ, but not the held date', () => {
    const announced = (edtf: string, start: number) =>
      recordFact(
        'MeetingAnnounced',
        { meeting: 'council-45', body: 'council', scheduledOn: statedDate(edtf) },
        start,
      );
    const held = recordMeetingHeld(
      { meeting: 'council-45', ordinal: null, occurredOn: statedDate('2026-06-01') },
      40,
    );
    expect(conflictsOf(announced('2026-05-04', 0), held)).toEqual([]);
    expect(
      conflictsOf(
        announced('2026-05-04/2026-05-08', 0),
        announced('2026-05-05/2026-05-08', 20),
        held,
      ),
    ).toMatchObject([{ field: 'scheduledOn', events: ['c5.1', 'c6.1'] }]);
  });

  it('contradict each other if a condemnation gives another day of the incident', () => {
    const condemned = (occurredOn: string, start: number) =>
      recordFact(
        'IncidentCondemned',
        {
          condemner: { id: 'council', kind: 'organ', nameAsWritten: 'Council' },
          strength: 'condemned',
          target: { incident: 'blast', occurredOn: statedDate(occurredOn) },
        },
        start,
      );
    const incident = { incident: 'blast', name: 'Blast', occurredOn: statedDate('2025-04-02') };
    const recorded = recordFact('IncidentRecorded', incident, 0);
    expect(conflictsOf(recorded, condemned('2025-04', 20))).toEqual([]);
    expect(conflictsOf(recorded, condemned('2025-04-03', 20))).toMatchObject([
      { field: 'occurredOn', thing: { kind: 'incident', id: 'blast' } },
    ]);
  });

  it('never contradict each other by the strength of a condemnation', () => {
    const condemned = (strength: string, perpetrators: readonly object[], start: number) =>
      recordFact(
        'IncidentCondemned',
        {
          condemner: { id: 'members', kind: 'class', nameAsWritten: 'Members', of: 'sco' },
          strength,
          target: { incident: 'blast' },
          perpetrators,
        },
        start,
      );
    expect(
      conflictsOf(
        condemned('condemned', [stateActor('ISR')], 0),
        condemned('strongly-condemned', [], 20),
      ),
    ).toEqual([]);
  });

  it('are one conflict, however many they are', () => {
    const three = [heldOn('2025-09-10', 0), heldOn('2025-09-11', 20), heldOn('2025-09-10', 40)];
    expect(conflictsOf(...three)).toMatchObject([
      { field: 'occurredOn', events: ['c5.1', 'c6.1', 'c7.1'] },
    ]);
    const outcome = given(...BASIC_RECORD, ...three).when(heldOn('2025-09-12', 60));
    expect(outcome.types).toEqual(['MeetingHeld', 'ConflictFlagged', 'ConflictEnded']);
    expect(outcome.events.slice(1)).toMatchObject([
      { data: { events: ['c5.1', 'c6.1', 'c7.1', 'new.1'] } },
      { data: { conflict: 'c7.2', replacedBy: 'new.2' } },
    ]);
  });
});

describe('The chair of a body', () => {
  const chaired = (code: string, dates: object, start: number, stage = 'current') =>
    recordFact(
      'ChairmanshipRecorded',
      { body: 'council', chair: stateActor(code), stage, ...dates },
      start,
    );
  const conflictsOf = (...commands: readonly TestCommand[]) =>
    listOpenConflicts(buildState(...BASIC_RECORD, ...commands));

  it('is a conflict if two holders are told for one day', () => {
    const day = { heldAsOf: statedDate('2025-05-21') };
    expect(conflictsOf(chaired('BGR', day, 0), chaired('ROU', day, 20))).toMatchObject([
      { field: 'chair', thing: { kind: 'body', id: 'council' } },
    ]);
    expect(
      conflictsOf(
        chaired('BGR', day, 0),
        chaired('BGR', day, 20),
        chaired('ROU', day, 40, 'incoming'),
        chaired('HRV', day, 60, 'outgoing'),
      ),
    ).toEqual([]);
  });

  it('is a conflict if two transfers of one day name other holders', () => {
    const transfer = (from: string | null, to: string | null, day: string | null, start: number) =>
      transferChairmanship({ from, to, day, start });
    const first = transfer('BGR', 'ROU', '2025-09-10', 0);
    expect(conflictsOf(first, transfer('BGR', 'HRV', '2025-09-10', 20))).toHaveLength(1);
    expect(conflictsOf(first, transfer(null, 'ROU', '2025-09-10', 20))).toEqual([]);
    expect(conflictsOf(first, transfer('HRV', 'ROU', null, 20))).toEqual([]);
  });

  it('is no conflict if the chair passed without being recorded', () => {
    expect(
      conflictsOf(
        transferChairmanship({ from: 'BGR', to: 'ROU', day: '2023-09-10', start: 0 }),
        transferChairmanship({ from: 'HRV', to: 'GRC', day: '2025-09-10', start: 20 }),
      ),
    ).toEqual([]);
  });
});

describe('The number of a meeting', () => {
  const numbered = (meeting: string, fields: object, start: number): TestCommand =>
    recordMeetingHeld({ meeting, ...fields }, start);
  const first = { session: 'ordinary', ordinal: { value: 1 } };
  const conflictsOf = (...commands: readonly TestCommand[]) =>
    listOpenConflicts(buildState(...BASIC_RECORD, ...commands));

  it('may begin anew in another year', () => {
    const firstOf = (year: string, start: number) =>
      numbered(`council-${year}-1`, { ...first, occurredOn: statedDate(`${year}-02-01`) }, start);
    expect(conflictsOf(firstOf('2024', 0), firstOf('2025', 20))).toEqual([]);
  });

  it('is a conflict if two meetings of one year or series have it', () => {
    const january = { ...first, occurredOn: statedDate('2024-01-29') };
    const june = { ...first, occurredOn: statedDate('2024-06-03') };
    const nextJune = { ...first, occurredOn: statedDate('2025-06-03') };
    const both = (a: object, b: object) =>
      conflictsOf(numbered('council-2024-1', a, 0), numbered('council-2024-b', b, 20));
    expect(both(january, june)).toMatchObject([
      {
        field: 'ordinal',
        thing: { kind: 'series-number', id: 'council/ordinary/1' },
        values: [{ meeting: 'council-2024-1' }, { meeting: 'council-2024-b' }],
      },
    ]);
    expect(both({ ...january, series: 'fifth term' }, { ...june, series: 'sixth term' })).toEqual(
      [],
    );
    expect(
      both({ ...january, series: 'fifth term' }, { ...nextJune, series: 'Fifth Term' }),
    ).toHaveLength(1);
  });
});
