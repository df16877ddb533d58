import { describe, expect, it } from 'vitest';
import {
  BASIC_RECORD,
  given,
  transferChairmanship,
  recordMeetingHeld,
  registerNote,
  statedDate,
  openCollection,
  passageAt,
  assertionAt,
  stateActor,
} from './testing/given-when-then.ts';

describe('Opening a collection', () => {
  it('records the collection and its root body', () => {
    expect(given().when(openCollection).types).toEqual(['CollectionOpened', 'BodyRegistered']);
  });

  it('changes nothing the second time, and is refused with another title', () => {
    expect(given(openCollection).when(openCollection).decision).toEqual({
      kind: 'nothing',
      already: ['c1.2'],
    });
    const renamed = { ...openCollection, body: { ...openCollection.body, title: 'Another' } };
    expect(given(openCollection).when(renamed).rejections).toEqual([
      'DOMAIN_COLLECTION_DIFFERS collection',
    ]);
  });

  it('comes before anything else', () => {
    expect(given().when(registerNote).rejections).toEqual(['DOMAIN_COLLECTION_UNKNOWN collection']);
  });
});

describe('Recording a fact', () => {
  it('is one event in the stream of its subject', () => {
    const { decision } = given(...BASIC_RECORD).when(recordMeetingHeld());
    expect(decision).toMatchObject({
      kind: 'record',
      already: [],
      events: [{ type: 'MeetingHeld', stream: 'meeting-council-44' }],
    });
  });

  it('is done once where the same passage says the same', () => {
    expect(given(...BASIC_RECORD, recordMeetingHeld()).when(recordMeetingHeld()).decision).toEqual({
      kind: 'nothing',
      already: ['c5.1'],
    });
  });

  it('is refused where the same passage is given another value', () => {
    const outcome = given(...BASIC_RECORD, recordMeetingHeld()).when(
      recordMeetingHeld({ occurredOn: statedDate('2025-09-11') }),
    );
    expect(outcome.rejections).toEqual(['DOMAIN_PASSAGE_TWO_VALUES -']);
    expect(outcome.decision).toMatchObject({ rejections: [{ event: 'c5.1' }] });
  });

  it('is another event where another passage says it', () => {
    expect(
      given(...BASIC_RECORD, recordMeetingHeld()).when(recordMeetingHeld({}, 20)).types,
    ).toEqual(['MeetingHeld']);
  });

  it('keeps both and flags the conflict where another passage disagrees', () => {
    const outcome = given(...BASIC_RECORD, recordMeetingHeld()).when(
      recordMeetingHeld({ occurredOn: statedDate('2025-09-11') }, 0, 'article'),
    );
    expect(outcome.types).toEqual(['MeetingHeld', 'ConflictFlagged']);
    expect(outcome.events[1]?.data).toMatchObject({
      events: ['c5.1', 'new.1'],
      field: 'occurredOn',
    });
  });

  it('flags nothing where another passage only is less precise', () => {
    expect(
      given(...BASIC_RECORD, recordMeetingHeld()).when(
        recordMeetingHeld({ occurredOn: statedDate('2025-09') }, 0, 'article'),
      ).types,
    ).toEqual(['MeetingHeld']);
  });

  it('flags an ordinal that another meeting has taken', () => {
    const other = recordMeetingHeld(
      { meeting: 'council-2025-03-01', occurredOn: statedDate('2025-03-01') },
      20,
    );
    const outcome = given(...BASIC_RECORD, recordMeetingHeld()).when(other);
    expect(outcome.types).toEqual(['MeetingHeld', 'ConflictFlagged']);
    expect(outcome.events[1]?.data).toMatchObject({ field: 'ordinal' });
  });

  it('counts ordinals by session', () => {
    const special = recordMeetingHeld({ meeting: 'council-special-44', session: 'special' }, 20);
    expect(given(...BASIC_RECORD, recordMeetingHeld()).when(special).types).toEqual([
      'MeetingHeld',
    ]);
  });
});

describe('What a fact may refer to', () => {
  it.each([
    [
      'a body',
      recordMeetingHeld({ meeting: 'counsel-44', body: 'counsel' }),
      'DOMAIN_BODY_UNKNOWN body',
    ],
    [
      'a meeting',
      {
        name: 'RecordMeetingDescribed',
        body: { meeting: 'council-45', aspect: 'theme', wording: 'x', ...assertionAt(0) },
      },
      'DOMAIN_MEETING_UNKNOWN meeting',
    ],
    [
      'a decision',
      {
        name: 'RecordDecisionStatusReported',
        body: { decision: 'plan', status: 'done', heldAsOf: statedDate('2025'), ...assertionAt(0) },
      },
      'DOMAIN_DECISION_UNKNOWN decision',
    ],
    [
      'a document',
      {
        name: 'RecordDocumentDescribed',
        body: { document: 'nota', aspect: 'published', ...assertionAt(0) },
      },
      'DOMAIN_SOURCE_UNKNOWN document',
    ],
    [
      'the parent of an annex',
      {
        name: 'RecordDocumentAnnexed',
        body: { parent: 'nota', annex: 'declaration', extent: 'full', ...assertionAt(0) },
      },
      'DOMAIN_ANNEX_WITHOUT_PARENT parent',
    ],
  ])('is %s that the record knows', (_, command, refusal) => {
    expect(given(...BASIC_RECORD).when(command).rejections).toContain(refusal);
  });

  it('is an organ that was registered, while a state needs no registration', () => {
    const organ = { id: 'secretariat', kind: 'organ', nameAsWritten: 'Secretariat' };
    const attended = {
      name: 'RecordOrganAttended',
      body: { meeting: 'council-44', organ, ...assertionAt(20) },
    };
    expect(given(...BASIC_RECORD, recordMeetingHeld()).when(attended).rejections).toEqual([
      'DOMAIN_BODY_UNKNOWN organ.id',
    ]);
    const delegation = {
      name: 'RecordDelegationAttended',
      body: { meeting: 'council-44', state: stateActor('BLR'), basis: 'named', ...assertionAt(20) },
    };
    expect(given(...BASIC_RECORD, recordMeetingHeld()).when(delegation).types).toEqual([
      'DelegationAttended',
    ]);
  });

  it('is pointed out where it nearly equals what is known', () => {
    const { decision } = given(...BASIC_RECORD).when(
      recordMeetingHeld({ meeting: 'counsil-44', body: 'counsil' }),
    );
    expect(JSON.stringify(decision)).toContain('Did you mean `council`?');
  });

  it('is a class of anybody, but members who attend are members of something', () => {
    const members = { id: 'members', kind: 'class', nameAsWritten: 'Member States' };
    const attended = (of: string | null) => ({
      name: 'RecordDelegationAttended',
      body: {
        meeting: 'council-44',
        state: { ...members, of },
        basis: 'class',
        ...assertionAt(20),
      },
    });
    expect(given(...BASIC_RECORD, recordMeetingHeld()).when(attended(null)).rejections).toEqual([
      'DOMAIN_CLASS_WITHOUT_BODY state.of',
    ]);
    expect(given(...BASIC_RECORD, recordMeetingHeld()).when(attended('sco')).types).toEqual([
      'DelegationAttended',
    ]);
  });
});

describe('A passage', () => {
  it.each([
    [
      'stands in a document whose text was seen',
      { ...passageAt(0), document: 'council' },
      'DOMAIN_SOURCE_TEXT_UNSEEN assertion.passages.0.document',
    ],
    [
      'stands in the text that was registered',
      { ...passageAt(0), documentSha256: 'f'.repeat(64) },
      'DOMAIN_PASSAGE_OF_OTHER_TEXT assertion.passages.0.documentSha256',
    ],
    ['ends within the text', passageAt(995), 'DOMAIN_PASSAGE_PAST_END assertion.passages.0.end'],
  ])('%s', (_, wrong, refusal) => {
    const command = recordMeetingHeld({ assertion: { passages: [wrong], modality: 'reported' } });
    expect(given(...BASIC_RECORD).when(command).rejections).toEqual([refusal]);
  });
});

describe('A delegation', () => {
  it('is never an organ, and an organ never a state', () => {
    const organ = { id: 'council', kind: 'organ', nameAsWritten: 'Council' };
    const delegation = {
      name: 'RecordDelegationAttended',
      body: { meeting: 'council-44', state: organ, basis: 'named', ...assertionAt(20) },
    };
    expect(given(...BASIC_RECORD, recordMeetingHeld()).when(delegation).rejections).toEqual([
      'DOMAIN_ORGAN_NOT_DELEGATION state.kind',
    ]);
    const attended = {
      name: 'RecordOrganAttended',
      body: { meeting: 'council-44', organ: stateActor('BLR'), ...assertionAt(20) },
    };
    expect(given(...BASIC_RECORD, recordMeetingHeld()).when(attended).rejections).toEqual([
      'DOMAIN_STATE_NOT_ORGAN organ.kind',
    ]);
  });
});

describe('An attribution', () => {
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

  it('belongs to its condemner: another who names nobody does not contradict it', () => {
    const members = { id: 'members', kind: 'class', nameAsWritten: 'Member States', of: 'sco' };
    const council = { id: 'council', kind: 'organ', nameAsWritten: 'Council' };
    const outcome = given(...BASIC_RECORD, condemned(members, [stateActor('ISR')], 0)).when(
      condemned(council, [], 20),
    );
    expect(outcome.types).toEqual(['IncidentCondemned']);
    expect(outcome.events[0]?.data).toMatchObject({ perpetrators: [] });
  });
});

describe('The chair of a body', () => {
  it('passes on without a conflict where the line fits', () => {
    const record = given(...BASIC_RECORD, transferChairmanship('CHN', 'KGZ', '2024-09-10', 0));
    expect(record.when(transferChairmanship('KGZ', 'PAK', '2025-09-10', 20)).types).toEqual([
      'ChairmanshipTransferred',
    ]);
  });

  it('is recorded with a conflict where another state held it', () => {
    const outcome = given(
      ...BASIC_RECORD,
      transferChairmanship('CHN', 'KGZ', '2024-09-10', 0),
    ).when(transferChairmanship('RUS', 'PAK', '2025-09-10', 20));
    expect(outcome.types).toEqual(['ChairmanshipTransferred', 'ConflictFlagged']);
    expect(outcome.events[1]?.data).toMatchObject({
      field: 'from',
      values: [{ id: 'KGZ' }, { id: 'RUS' }],
    });
  });

  it('is checked at the date of the hand-over, in whatever order history is entered', () => {
    const record = given(...BASIC_RECORD, transferChairmanship('KGZ', 'PAK', '2025-09-10', 0));
    expect(record.when(transferChairmanship('CHN', 'KGZ', '2024-09-10', 20)).types).toEqual([
      'ChairmanshipTransferred',
    ]);
    const misfit = record.when(transferChairmanship('CHN', 'RUS', '2024-09-10', 20));
    expect(misfit.events[1]?.data).toMatchObject({
      field: 'to',
      values: [{ id: 'KGZ' }, { id: 'RUS' }],
    });
  });

  it('is not checked where a side or the day is not stated', () => {
    const record = given(...BASIC_RECORD, transferChairmanship('CHN', 'KGZ', '2024-09-10', 0));
    expect(record.when(transferChairmanship(null, 'PAK', '2025-09-10', 20)).types).toEqual([
      'ChairmanshipTransferred',
    ]);
    expect(record.when(transferChairmanship('RUS', 'PAK', null, 20)).types).toEqual([
      'ChairmanshipTransferred',
    ]);
  });
});

describe('A registered text', () => {
  it('is not registered under a second id', () => {
    const again = { ...registerNote, body: { ...registerNote.body, document: 'note-2' } };
    expect(given(openCollection, registerNote).when(again).rejections).toEqual([
      'DOMAIN_SOURCE_REGISTERED_TWICE document',
    ]);
  });

  it('is replaced by SupersedeSource, not by registering anew', () => {
    const anew = { ...registerNote, body: { ...registerNote.body, sha256: 'a'.repeat(64) } };
    expect(given(openCollection, registerNote).when(anew).rejections).toEqual([
      'DOMAIN_SOURCE_TEXT_DIFFERS -',
    ]);
    const sha = String(registerNote.body['sha256']);
    const supersede = (previous: string) => ({
      name: 'SupersedeSource',
      body: {
        document: 'note',
        previous,
        next: 'a'.repeat(64),
        assertion: { modality: 'metadata' },
      },
    });
    expect(given(openCollection, registerNote).when(supersede(sha)).types).toEqual([
      'DocumentSuperseded',
    ]);
    expect(given(openCollection, registerNote).when(supersede('b'.repeat(64))).rejections).toEqual([
      'DOMAIN_SOURCE_TEXT_DIFFERS previous',
    ]);
  });

  it('goes by its new text once superseded, and old passages still stand in the old one', () => {
    const sha = String(registerNote.body['sha256']);
    const superseded = {
      name: 'SupersedeSource',
      body: {
        document: 'note',
        previous: sha,
        next: 'a'.repeat(64),
        assertion: { modality: 'metadata' },
      },
    };
    const record = given(...BASIC_RECORD, superseded);
    expect(record.when(recordMeetingHeld()).types).toEqual(['MeetingHeld']);
    const fresh = { ...passageAt(0), documentSha256: 'a'.repeat(64) };
    expect(
      record.when(recordMeetingHeld({ assertion: { passages: [fresh], modality: 'reported' } }))
        .types,
    ).toEqual(['MeetingHeld']);
  });
});

describe('Whole documents', () => {
  const { collection: _, ...document } = { collection: '', ...registerNote.body };
  const fact = (type: string, { body }: { body: Readonly<Record<string, unknown>> }) => ({
    type,
    ...body,
  });
  const chaired = {
    type: 'MeetingChaired',
    meeting: 'council-44',
    chairs: [stateActor('KGZ')],
    ...assertionAt(30),
  };

  it('may refer to what stands further down', () => {
    const command = {
      name: 'RecordDocument',
      body: {
        document,
        bodies: [{ body: 'council', name: 'Council', kind: 'organ', parents: ['sco'] }],
        facts: [chaired, fact('MeetingHeld', recordMeetingHeld())],
      },
    };
    expect(given(openCollection).when(command).types).toEqual([
      'SourceDocumentRegistered',
      'BodyRegistered',
      'MeetingChaired',
      'MeetingHeld',
    ]);
  });

  it('are recorded whole or not at all, with every reason', () => {
    const wrong = { ...chaired, meeting: 'council-45' };
    const command = {
      name: 'RecordDocument',
      body: {
        document,
        bodies: [{ body: 'council', name: 'Council', kind: 'organ', parents: ['sco'] }],
        facts: [fact('MeetingHeld', recordMeetingHeld()), wrong, { ...wrong, ...assertionAt(995) }],
      },
    };
    const outcome = given(openCollection).when(command);
    expect(outcome.types).toEqual([]);
    expect(outcome.rejections).toEqual([
      'DOMAIN_MEETING_UNKNOWN facts.1.meeting',
      'DOMAIN_MEETING_UNKNOWN facts.2.meeting',
      'DOMAIN_PASSAGE_PAST_END facts.2.assertion.passages.0.end',
    ]);
  });

  it('record only what is new', () => {
    const body = {
      document,
      bodies: [{ body: 'council', name: 'Council', kind: 'organ', parents: ['sco'] }],
    };
    const first = {
      name: 'RecordDocument',
      body: { ...body, facts: [fact('MeetingHeld', recordMeetingHeld())] },
    };
    const more = {
      name: 'RecordDocument',
      body: { ...body, facts: [fact('MeetingHeld', recordMeetingHeld()), chaired] },
    };
    expect(given(openCollection, first).when(more).decision).toMatchObject({
      kind: 'record',
      already: ['c2.1', 'c2.2', 'c2.3'],
      events: [{ type: 'MeetingChaired' }],
    });
    expect(given(openCollection, first).when(first).decision.kind).toBe('nothing');
  });

  it('may contradict themselves: both are kept', () => {
    const body = {
      document,
      bodies: [{ body: 'council', name: 'Council', kind: 'organ', parents: ['sco'] }],
    };
    const command = {
      name: 'RecordDocument',
      body: {
        ...body,
        facts: [
          fact('MeetingHeld', recordMeetingHeld()),
          fact('MeetingHeld', recordMeetingHeld({ occurredOn: statedDate('2025-09-12') }, 40)),
        ],
      },
    };
    expect(given(openCollection).when(command).types).toContain('ConflictFlagged');
  });
});
