import type { NamedBody } from '../names/body-names.ts';
import { isHanEnding } from '../names/han-names.ts';
import type { NoteContext } from '../notes/note-context.ts';
import type { MarkedSentence } from '../notes/sentence-reader.ts';
import type { FactProposal } from '../notes/sentence-rules.ts';

/** "部长理事会第5次会议" is a meeting of the "港口联盟部长理事会" that the note is about. */
export function toWholeName(
  found: FactProposal,
  { sentence }: MarkedSentence,
  { mainBody, register, file }: NoteContext,
): FactProposal {
  const { body } = found.fields;
  const named = typeof body === 'string' ? register.get(body) : undefined;
  if (mainBody === undefined || named === undefined || named.isKnown) return found;
  // "The 5th Conference of the Parties" is that of the Parties to the Convention of the note.
  const isShort = mainBody.name.startsWith(`${named.name} `);
  const words = sentence.text.slice(
    found.span.start - sentence.start,
    found.span.end - sentence.start,
  );
  return isShort ||
    isSeriesOf(mainBody, named, { words, nouns: file.bodyNouns['meeting-series'] ?? [] }) ||
    isHanEnding(named.name, mainBody.name)
    ? { ...found, fields: { ...found.fields, body: mainBody.body } }
    : found;
}

/** "The 8th plenary meeting of the Tide Group" is one of the Tide Group Plenary that the note is about. */
function isSeriesOf(
  { names, parents }: NamedBody,
  named: NamedBody,
  { words, nouns }: { readonly words: string; readonly nouns: readonly string[] },
): boolean {
  const small = words.toLowerCase();
  return [...names].some((name) => {
    const noun = name.slice(name.lastIndexOf(' ') + 1);
    const isOwner =
      named.names.has(name.slice(0, -noun.length - 1)) || parents.includes(named.body);
    return isOwner && nouns.includes(noun) && small.includes(` ${noun.toLowerCase()} `);
  });
}
