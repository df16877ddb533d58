import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CATALOGUE, Catalogue, isFact, UnknownEventError, type Upcaster } from './catalogue.ts';
import { defineFact, type EventDefinition, nullableField } from './define-fact.ts';
import type { Envelope } from './envelope.ts';
import { text } from './shapes/text.ts';
import { DEFINITIONS, EXAMPLES } from './vocabulary.ts';

const envelope = (type: string, data: object): Envelope =>
  ({ id: 'abc.1', type: `org.rapporteur.${type}`, data }) as Envelope;
const wire = (type: string): string => `org.rapporteur.${type}`;

// A later release might split the venue of a meeting into a building and its address.
const MeetingHeldV3 = defineFact('MeetingHeld', 3, {
  group: 'meetings',
  doc: 'A meeting of a body took place.',
  fields: {
    meeting: z.string(),
    building: nullableField(text(300)),
    buildingAddress: nullableField(text(300)),
    isOpen: z.boolean(),
  },
  stream: (data) => `meeting-${data.meeting}`,
}) as EventDefinition;

const upcastMeetingHeldV1ToV2: Upcaster = {
  from: wire('meeting-held.v1'),
  to: wire('meeting-held.v2'),
  upcast: ({ venue, ...data }) => {
    const [building = null, buildingAddress = null] =
      typeof venue === 'string' ? venue.split(', ') : [];
    return { ...data, building, buildingAddress };
  },
};
const upcastMeetingHeldV2ToV3: Upcaster = {
  from: wire('meeting-held.v2'),
  to: wire('meeting-held.v3'),
  upcast: (data) => ({ ...data, isOpen: false }),
};

describe('The catalogue of a later release', () => {
  it('gives a field that its type got after an event was recorded its default', () => {
    const recorded = EXAMPLES['DecisionAdopted'] as { readonly assertion: object };
    const { addressees: _, effect: __, ...older } = recorded as Record<string, unknown>;
    const { paragraph: ___, ...assertion } = recorded.assertion as Record<string, unknown>;
    const by = [
      { id: 'council', kind: 'organ', nameAsWritten: 'The Council', of: null, office: null },
    ];
    const { data } = CATALOGUE.decode(envelope('decision-adopted.v1', { ...older, by, assertion }));
    expect(data).toEqual({ ...recorded, by: [{ ...by[0], members: null }] });
  });

  it('leaves the data of an event with all fields as they are', () => {
    const data = EXAMPLES['DecisionAdopted'] as object;
    expect(CATALOGUE.decode(envelope('decision-adopted.v1', data)).data).toBe(data);
  });

  const later = new Catalogue([MeetingHeldV3], [upcastMeetingHeldV1ToV2, upcastMeetingHeldV2ToV3]);

  it('upcasts the first version to the current one, step by step', () =>
    expect(
      later.decode(
        envelope('meeting-held.v1', { meeting: 'm-1', venue: 'Town Hall, High Street 1' }),
      ),
    ).toMatchObject({
      type: 'MeetingHeld',
      data: {
        meeting: 'm-1',
        building: 'Town Hall',
        buildingAddress: 'High Street 1',
        isOpen: false,
      },
    }));

  it('upcasts a field that is not stated', () =>
    expect(later.decode(envelope('meeting-held.v1', { meeting: 'm-1', venue: null })).data).toEqual(
      {
        meeting: 'm-1',
        building: null,
        buildingAddress: null,
        isOpen: false,
      },
    ));

  it('upcasts from the version of the event, and changes neither current data nor the envelope', () => {
    const address = { building: null, buildingAddress: null };
    const second = envelope('meeting-held.v2', { meeting: 'm-1', ...address });
    expect(later.decode(second).data).toEqual({ meeting: 'm-1', ...address, isOpen: false });
    const present = envelope('meeting-held.v3', { meeting: 'm-1', ...address });
    expect(later.decode(present)).toEqual({
      type: 'MeetingHeld',
      data: present.data,
      envelope: present,
    });
    const old = envelope('meeting-held.v1', { meeting: 'm-1', venue: null });
    expect(later.decode(old).envelope).toBe(old);
    expect(old.data).toEqual({ meeting: 'm-1', venue: null });
  });

  it('upcasts the data of an old correction', () => {
    const correction = envelope('record-corrected.v1', {
      target: 'abc.1',
      correctedType: wire('meeting-held.v1'),
      corrected: { meeting: 'm-1', venue: 'Town Hall, High Street 1' },
    });
    const definitions = [MeetingHeldV3, CATALOGUE.getDefinition('RecordCorrected')];
    const { data } = new Catalogue(definitions, [
      upcastMeetingHeldV1ToV2,
      upcastMeetingHeldV2ToV3,
    ]).decode(correction);
    expect(data).toMatchObject({
      target: 'abc.1',
      corrected: { building: 'Town Hall', isOpen: false },
    });
  });

  it('rejects an unknown version and an unknown type', () => {
    expect(() => later.decode(envelope('meeting-held.v4', {}))).toThrow(UnknownEventError);
    expect(() => later.getDefinition('MeetingForgotten')).toThrow(UnknownEventError);
  });

  it.each([
    ['an upcaster that leads to no current version', [upcastMeetingHeldV1ToV2]],
    [
      'two upcasters from one version',
      [upcastMeetingHeldV1ToV2, upcastMeetingHeldV1ToV2, upcastMeetingHeldV2ToV3],
    ],
    [
      'an upcaster from the current version',
      [{ ...upcastMeetingHeldV1ToV2, from: wire('meeting-held.v3') }],
    ],
    [
      'two upcasters that lead to each other',
      [upcastMeetingHeldV1ToV2, { ...upcastMeetingHeldV2ToV3, to: wire('meeting-held.v1') }],
    ],
  ])('cannot be constructed with %s', (_, upcasters) =>
    expect(() => new Catalogue([MeetingHeldV3], upcasters)).toThrow(UnknownEventError),
  );
});

describe('The catalogue of this release', () => {
  it.each(DEFINITIONS.map(({ type, wireType }) => [type, wireType]))(
    'decodes %s',
    (type, wireType) => {
      const data = EXAMPLES[type] as Record<string, unknown>;
      expect(CATALOGUE.decode({ type: wireType, data } as Envelope)).toMatchObject({ type, data });
    },
  );

  it('recognizes a fact by its assertion', () => {
    const decode = (type: string, name: string) =>
      isFact(CATALOGUE.decode(envelope(type, EXAMPLES[name] as Record<string, unknown>)));
    expect(decode('meeting-held.v1', 'MeetingHeld')).toBe(true);
    expect(decode('body-registered.v1', 'BodyRegistered')).toBe(false);
    expect(decode('record-corrected.v1', 'RecordCorrected')).toBe(false);
  });
});
