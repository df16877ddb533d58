import { beforeAll, describe, expect, it } from 'vitest';
import { createAdoptionCorrection } from '../testing/adoption-correction.ts';
import { useQueryService } from '../testing/use-query-service.ts';

const service = useQueryService();
const WHY = { reason: 'A trial.', evidence: { note: 'None.' } };

/** The position of the first record, of its correction, and of a retraction after it. */
const at = { first: '', corrected: '', retracted: '' };
let programme = '';
let correction = '';
let chaired = '';

interface ReadBody {
  readonly code: string;
  readonly next: string | null;
  readonly data: unknown;
}

async function read(path: string): Promise<ReadBody> {
  const response = await service().get(`/v1/collections/sco/${path}`);
  return (await response.json()) as ReadBody;
}

beforeAll(async () => {
  const { record } = service();
  const submit = async (name: string, body: object): Promise<string> =>
    `0:${await record.submit(name, body)}`;
  programme = record.findEventId('B26');
  at.first = `0:${record.position}`;
  at.corrected = await submit('CorrectRecord', createAdoptionCorrection(programme));
  await service().project();
  const [{ event }] = (await read('corrections')).data as [{ readonly event: string }];
  correction = event;
  const [fact] = (await read('facts?type=MeetingChaired')).data as [{ readonly event: string }];
  chaired = fact.event;
  at.retracted = await submit('RetractRecord', { collection: 'sco', target: chaired, ...WHY });
  await service().project();
});

describe('A change of a fact', () => {
  const corrected =
    /^The date of adoption was corrected from .* to 4 July 2024: the program of cooperation .* was approved .* on 4 July 2024; the reason/;
  const retracted = /^A fact was retracted: Kyrgyzstan chaired the 44th meeting .*: a trial\.$/;

  it('is a sentence that names the fact', async () => {
    expect((await read('corrections')).data).toMatchObject([
      { event: correction, sentence: expect.stringMatching(corrected) },
      { change: 'retracted', sentence: expect.stringMatching(retracted) },
    ]);
    expect((await read(`events/${correction}`)).data).toMatchObject({
      standing: 'not-a-fact',
      sentence: expect.stringMatching(corrected),
    });
  });

  it('is one line among the events around it', async () => {
    const { data } = await read(`events/${programme}/context`);
    expect(data).toMatchObject({ effects: [{ sentence: expect.stringMatching(corrected) }] });
    expect((await read(`events/${chaired}/context`)).data).toMatchObject({
      effects: [{ sentence: expect.stringMatching(retracted) }],
    });
  });
});

describe('The changes of the record', () => {
  it('are the facts that came, went and changed between two positions', async () => {
    const { data } = await read(`changes?since=${at.first}`);
    expect(data).toMatchObject([
      { event: chaired, change: 'retracted', sentence: null, type: 'MeetingChaired', fields: [] },
      {
        event: programme,
        change: 'changed',
        type: 'ProgrammeAdopted',
        fields: [{ field: 'adoptedOn', before: { asWritten: 'last July' }, after: {} }],
      },
    ]);
    expect((await read(`changes?since=${at.corrected}`)).data).toMatchObject([
      { event: chaired, before: expect.stringContaining('chaired') },
    ]);
    expect((await read(`changes?since=${at.retracted}`)).data).toEqual([]);
  });

  it('end at the moment of the record that is asked for', async () => {
    const { data } = await read(`changes?since=${at.first}&asOfRecorded=${at.corrected}`);
    expect(data).toMatchObject([{ event: programme, change: 'changed' }]);
  });

  it('know a value that was corrected and restored as the same', async () => {
    const { record } = service();
    const taken = { collection: 'sco', target: correction, ...WHY };
    await record.submit('RetractRecord', taken);
    await service().project();
    const { data } = await read(`changes?since=${at.corrected}`);
    // The value of the correction is gone; that of the source is valid again.
    expect(data).toMatchObject([
      { event: chaired, change: 'retracted' },
      { event: programme, change: 'changed', fields: [{ field: 'adoptedOn' }] },
    ]);
    expect((await read(`changes?since=${at.first}`)).data).toMatchObject([{ event: chaired }]);
  });

  it('are all facts without an earlier moment, in pages', async () => {
    const whole = await read(`changes?limit=1000&asOfRecorded=${at.first}`);
    const facts = whole.data as readonly { readonly event: string; readonly change: string }[];
    expect(new Set(facts.map(({ change }) => change))).toEqual(new Set(['added']));
    const first = await read(`changes?limit=2&asOfRecorded=${at.first}`);
    const next = await read(
      `changes?limit=2&asOfRecorded=${at.first}&cursor=${encodeURIComponent(first.next ?? '')}`,
    );
    expect([first.data, next.data].flat()).toEqual(facts.slice(0, 4));
  });

  it('reject a moment that is none', async () => {
    expect(await read('changes?since=yesterday')).toMatchObject({ code: 'PARAMETER_INVALID' });
  });
});

describe('The context of an event', () => {
  it('has the events before and after it, in the log and in its stream', async () => {
    const { data } = await read(`events/${correction}/context`);
    const pseq = Number(at.corrected.slice(2));
    expect(data).toMatchObject({
      event: correction,
      type: 'RecordCorrected',
      previousInLog: { position: `0:${pseq - 1}` },
      nextInLog: { position: `0:${pseq + 1}`, type: 'RecordRetracted' },
      previousInStream: { stream: 'decision-cooperation-programme-2025-2027' },
      nextInStream: { type: 'RecordRetracted' },
      causes: [{ event: programme, relation: 'target', type: 'ProgrammeAdopted' }],
      command: [{ event: correction }],
    });
  });

  it('has the events that name it', async () => {
    const { data } = await read(`events/${programme}/context?asOfRecorded=${at.corrected}`);
    expect(data).toMatchObject({ effects: [{ event: correction, relation: 'corrected' }] });
    expect((await read(`events/${chaired}/context`)).data).toMatchObject({
      effects: [{ relation: 'retracted', type: 'RecordRetracted' }],
      nextInStream: expect.anything(),
    });
  });

  it('has the rows of the read models, also those that a correction made', async () => {
    const { data } = await read(`events/${programme}/context`);
    const { rows } = data as { readonly rows: readonly Readonly<Record<string, unknown>>[] };
    expect(new Set(rows.map(({ readModel }) => readModel))).toEqual(
      new Set(['timeline', 'decisions']),
    );
    expect(rows).toContainEqual(
      expect.objectContaining({ table: 'facts', recordedTo: at.corrected, closedBy: correction }),
    );
    const { data: made } = await read(`events/${correction}/context`);
    expect(made).toMatchObject({
      rows: expect.arrayContaining([
        expect.objectContaining({ table: 'corrections' }),
        expect.objectContaining({ table: 'facts', recordedBy: correction }),
      ]),
    });
  });

  it('is unknown for an unknown event', async () =>
    expect(await read('events/none.1/context')).toMatchObject({ code: 'EVENT_UNKNOWN' }));
});

describe('The lookup', () => {
  const lookUp = async (id: string) => (await read(`lookup?id=${encodeURIComponent(id)}`)).data;

  it('finds an event by its id and its position', async () => {
    expect(await lookUp(programme)).toMatchObject([{ kind: 'event', by: 'event', id: programme }]);
    expect(await lookUp(at.corrected)).toMatchObject([{ by: 'position', id: correction }]);
    expect(await lookUp('0:999999')).toEqual([]);
  });

  it('finds the events of a command, and documents by their hash', async () => {
    expect(await lookUp(correction.replace(/\.1$/, ''))).toMatchObject([
      { by: 'command', id: correction, type: 'RecordCorrected' },
    ]);
    const { data } = await read('sources/rats-council-44-note');
    const { sha256 } = data as { readonly sha256: string };
    expect(await lookUp(sha256)).toMatchObject([
      { kind: 'document', by: 'text', id: 'rats-council-44-note' },
    ]);
  });

  it('finds nothing by other words', async () => expect(await lookUp('harbour')).toEqual([]));
});
