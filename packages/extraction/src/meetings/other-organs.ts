import { onceByFile } from '../language/cues.ts';
import { findOther, listShortNames } from '../names/short-names.ts';
import type { NoteContext } from '../notes/note-context.ts';
import type { FactProposal } from '../notes/sentence-rules.ts';
import type { MarkedSentence } from '../notes/sentence-reader.ts';

const OF_ORGAN = /\sof (?:the|its) (?<noun>\p{Lu}\p{L}+)$/u;

const getOrgans = onceByFile(({ bodyNouns }) => new Set(bodyNouns['organ']));

/** In a note of the Council, "the 5th session of the Assembly" is that of another organ. */
export function toOtherOrgan(
  found: FactProposal,
  { sentence }: MarkedSentence,
  { file, mainBody, register, hasMeeting }: NoteContext,
): FactProposal {
  const { fields, span } = found;
  if (!hasMeeting || mainBody?.kind !== 'organ' || fields['body'] !== undefined) return found;
  const words = sentence.text.slice(span.start - sentence.start, span.end - sentence.start);
  const noun = OF_ORGAN.exec(words)?.groups?.['noun'] ?? '';
  const organs = getOrgans(file);
  // A name without a noun tells not of what kind the body is: "NAFO".
  const isNamed = mainBody.name.split(' ').some((word) => organs.has(word));
  if (!organs.has(noun) || !isNamed || listShortNames(mainBody).includes(noun)) return found;
  const { body } =
    findOther(noun, mainBody, register.all) ?? register.introduce(noun, 'organ', undefined);
  return { ...found, fields: { ...fields, body } };
}
