import { describe, expect, it } from 'vitest';
import {
  BASIC_RECORD,
  given,
  openCollection,
  passageAt,
  recordMeetingHeld,
  registerNote,
} from '../testing/given-when-then.ts';

describe('The text of a source', () => {
  it('must not be registered under a second id', () => {
    const again = { ...registerNote, body: { ...registerNote.body, document: 'note-2' } };
    expect(given(openCollection, registerNote).when(again).rejections).toEqual([
      'DOMAIN_SOURCE_REGISTERED_TWICE document',
    ]);
  });

  it('is superseded by SupersedeSource, not by another registration', () => {
    const registeredAgain = {
      ...registerNote,
      body: { ...registerNote.body, sha256: 'a'.repeat(64) },
    };
    expect(given(openCollection, registerNote).when(registeredAgain).rejections).toEqual([
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

  it('keeps the passages of a superseded text valid', () => {
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
