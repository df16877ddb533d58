import { describe, expect, it } from 'vitest';
import {
  assertionAt,
  BASIC_RECORD,
  given,
  openCollection,
  recordMeetingHeld,
  registerArticle,
  registerNote,
  stateActor,
  statedDate,
} from './testing/given-when-then.ts';

describe('Recording a fact', () => {
  it('records one event in the stream of its subject', () => {
    const { decision } = given(...BASIC_RECORD).when(recordMeetingHeld());
    expect(decision).toMatchObject({
      kind: 'record',
      already: [],
      events: [{ type: 'MeetingHeld', stream: 'meeting-council-44' }],
    });
  });

  it('records nothing if the same passage already states the same fact', () => {
    expect(given(...BASIC_RECORD, recordMeetingHeld()).when(recordMeetingHeld()).decision).toEqual({
      kind: 'nothing',
      already: ['c5.1'],
    });
  });

  it('rejects another value for the same passage', () => {
    const outcome = given(...BASIC_RECORD, recordMeetingHeld()).when(
      recordMeetingHeld({ occurredOn: statedDate('2025-09-11') }),
    );
    expect(outcome.rejections).toEqual(['DOMAIN_PASSAGE_TWO_VALUES -']);
    expect(outcome.decision).toMatchObject({ rejections: [{ event: 'c5.1' }] });
  });

  it('records another event for another passage', () => {
    expect(
      given(...BASIC_RECORD, recordMeetingHeld()).when(recordMeetingHeld({}, 20)).types,
    ).toEqual(['MeetingHeld']);
  });

  it('records both facts and a conflict if another passage contradicts the first', () => {
    const outcome = given(...BASIC_RECORD, recordMeetingHeld()).when(
      recordMeetingHeld({ occurredOn: statedDate('2025-09-11') }, 0, 'article'),
    );
    expect(outcome.types).toEqual(['MeetingHeld', 'ConflictFlagged']);
    expect(outcome.events[1]?.data).toMatchObject({
      events: ['c5.1', 'new.1'],
      field: 'occurredOn',
    });
  });

  it('flags no conflict if another passage is only less precise', () => {
    expect(
      given(...BASIC_RECORD, recordMeetingHeld()).when(
        recordMeetingHeld({ occurredOn: statedDate('2025-09') }, 0, 'article'),
      ).types,
    ).toEqual(['MeetingHeld']);
  });

  it('flags a conflict if another meeting has the same ordinal', () => {
    const other = recordMeetingHeld(
      { meeting: 'council-2025-03-01', occurredOn: statedDate('2025-03-01') },
      20,
    );
    const outcome = given(...BASIC_RECORD, recordMeetingHeld()).when(other);
    expect(outcome.types).toEqual(['MeetingHeld', 'ConflictFlagged']);
    expect(outcome.events[1]?.data).toMatchObject({ field: 'ordinal' });
  });

  it('flags no conflict between equal ordinals of different sessions', () => {
    const special = recordMeetingHeld({ meeting: 'council-special-44', session: 'special' }, 20);
    expect(given(...BASIC_RECORD, recordMeetingHeld()).when(special).types).toEqual([
      'MeetingHeld',
    ]);
  });
});

describe('Recording a document', () => {
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

  it('accepts a reference to a later fact of the document', () => {
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

  it('records all facts or none, and lists every rejection', () => {
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

  it('is not rejected fact by fact if its text is registered under another id', () => {
    const copy = { ...document, document: 'copy' };
    const body = { document: copy, facts: [{ ...chaired, meeting: 'council-45' }] };
    expect(given(...BASIC_RECORD).when({ name: 'RecordDocument', body }).rejections).toEqual([
      'DOMAIN_SOURCE_REGISTERED_TWICE document.document',
      'DOMAIN_MEETING_UNKNOWN facts.0.meeting',
    ]);
  });

  it('is checked by the rules also if its collection is unknown or open with other values', () => {
    const facts = [
      fact('MeetingHeld', recordMeetingHeld({ meeting: 'other-44' })),
      { ...chaired, meeting: 'council-45', ...assertionAt(995) },
    ];
    const body = { document, facts };
    const byRules = [
      'DOMAIN_MEETING_ID_FORM facts.0.meeting',
      'DOMAIN_PASSAGE_PAST_END facts.1.assertion.passages.0.end',
    ];
    expect(given().when({ name: 'RecordDocument', body }).rejections).toEqual([
      'DOMAIN_COLLECTION_UNKNOWN collection',
      ...byRules,
    ]);
    const { rootBody } = openCollection.body;
    const opening = { title: 'Another title', rootBody };
    expect(
      given(openCollection).when({ name: 'RecordDocument', body: { ...body, opening } }).rejections,
    ).toEqual(expect.arrayContaining(['DOMAIN_COLLECTION_DIFFERS collection', ...byRules]));
  });

  it('records only new facts', () => {
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

  it('records a conflict between two facts of the document', () => {
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

  it('gives its facts the same ids after any other document', () => {
    const council = { body: 'council', name: 'Council', kind: 'organ', parents: ['sco'] };
    const heldIn = (name: string, day: string, start: number) =>
      fact('MeetingHeld', recordMeetingHeld({ occurredOn: statedDate(day) }, start, name));
    const note = {
      name: 'RecordDocument',
      body: { document, bodies: [council], facts: [heldIn('note', '2025-09-10', 0)] },
    };
    const { collection: __, ...article } = { collection: '', ...registerArticle.body };
    const facts = [
      heldIn('article', '2025-09-11', 0),
      { ...chaired, ...assertionAt(9, 'article') },
    ];
    const second = {
      name: 'RecordDocument',
      body: { document: article, bodies: [council], facts },
    };

    const alone = given(openCollection).when(second).types;
    expect(given(openCollection, note).when(second).types).toEqual([...alone, 'ConflictFlagged']);
    // The bodies of a retracted document stay registered: it does not register them again.
    const retract = (name: string) => ({
      name: 'RetractRecord',
      body: { document: name, reason: 'Wrong.', evidence: { note: 'A letter' } },
    });
    expect(given(openCollection, note, second, retract('note')).when(note).decision).toMatchObject({
      already: ['c2.2'],
    });
    expect(given(openCollection, note, retract('note')).when(second).types).toEqual(alone);
  });
});
