import { describe, expect, it } from 'vitest';
import { BASIC_RECORD, given, passageAt, recordMeetingHeld } from '../testing/given-when-then.ts';

describe('The passage of a fact', () => {
  it.each([
    [
      'must not lie in a document without a registered text',
      { ...passageAt(0), document: 'council' },
      'DOMAIN_SOURCE_TEXT_UNSEEN assertion.passages.0.document',
    ],
    [
      'must not lie in another text than the registered one',
      { ...passageAt(0), documentSha256: 'f'.repeat(64) },
      'DOMAIN_PASSAGE_OF_OTHER_TEXT assertion.passages.0.documentSha256',
    ],
    [
      'must not end after the text',
      passageAt(995),
      'DOMAIN_PASSAGE_PAST_END assertion.passages.0.end',
    ],
  ])('%s', (_, wrong, refusal) => {
    const command = recordMeetingHeld({ assertion: { passages: [wrong], modality: 'reported' } });
    expect(given(...BASIC_RECORD).when(command).rejections).toEqual([refusal]);
  });
});
