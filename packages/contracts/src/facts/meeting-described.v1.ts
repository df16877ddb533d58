import { z } from 'zod';
import { defineFact } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { MeetingId } from '../shapes/ids.ts';
import { text } from '../shapes/text.ts';

/** A source describes a meeting: its atmosphere, theme or sittings. */
export const MeetingDescribedV1 = defineFact('MeetingDescribed', 1, {
  group: 'meetings',
  doc: 'A source describes a meeting: its atmosphere, theme or sittings.',
  identity: ['meeting', 'aspect'],
  fields: {
    meeting: MeetingId.describe('The meeting described'),
    aspect: z
      .enum(['atmosphere', 'theme', 'sitting'])
      .describe('The aspect described: atmosphere, theme, or one of its sittings'),
    wording: text(600).describe('The description, as written'),
  },
  stream: (data) => `meeting-${data.meeting}`,
});

export const example = MeetingDescribedV1.parse({
  meeting: 'sco-rats-council-44',
  aspect: 'atmosphere',
  wording: 'friendly',
  assertion: { passages: [examplePassage], modality: 'reported' },
});
