import { parseEvent } from '@rapporteur/contracts';
import { describe, expect, it } from 'vitest';
import { checkAcceptance } from './fold.ts';
import { EMPTY_HEAD } from './port.ts';
import { isWriterOpened, type WriterOpenedFields, encodeWriterOpened } from './writer-opened.ts';

const opening: WriterOpenedFields = {
  partition: 3,
  partitions: 12,
  owner: { instance: 'writer-1' },
  head: EMPTY_HEAD,
  nonce: '0c8e1f5e-5d2b-4f6e-9a53-1f0c5d1e2a3b',
  now: new Date('2026-05-05T06:07:08.009Z'),
};

describe('WriterOpened', () => {
  it('is encoded as exactly these bytes', () => {
    expect(Buffer.from(encodeWriterOpened(opening)).toString('utf8')).toBe(
      '{"specversion":"1.0","id":"0c8e1f5e-5d2b-4f6e-9a53-1f0c5d1e2a3b.1","type":"org.rapporteur.writer-opened.v1",' +
        '"source":"/log","subject":"writer-3","time":"2026-05-05T06:07:08.009Z","streamversion":1,"pseq":0,"term":1,' +
        '"commandid":"0c8e1f5e-5d2b-4f6e-9a53-1f0c5d1e2a3b","actor":"system",' +
        '"data":{"partitions":12,"owner":"writer-1","url":null}}',
    );
  });

  it("continues a partition, is never earlier than its predecessor, and names the owner's URL", () => {
    const head = { pseq: 41, term: 6, time: '2031-01-01T00:00:00.000Z' };
    const event = parseEvent(
      encodeWriterOpened({
        ...opening,
        head,
        owner: { instance: 'writer-2', url: 'http://writer-2:8642' },
      }),
    );
    expect(event).toMatchObject({ pseq: 42, term: 7, streamversion: 7, time: head.time });
    expect(event.data).toEqual({ partitions: 12, owner: 'writer-2', url: 'http://writer-2:8642' });
    expect(isWriterOpened(event)).toBe(true);
    expect(checkAcceptance(head, event).kind).toBe('valid');
  });
});
