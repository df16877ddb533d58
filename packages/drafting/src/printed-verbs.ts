import { findParagraphVerb, getParagraphType, parseParagraph } from '@rapporteur/contracts';
import { type Node, Scalar } from 'yaml';
import { type FactEntries, overlayEntries } from './fact-entries.ts';
import { getEntryValue, getScalarText, type MappingEntry } from './submission-document.ts';

/**
 * Replaces the verb of a paragraph as printed, `verb: Requests`, by the fields that the codebook
 * gives: the type, unless it is given, the verb as a term, and the verb as written.
 */
export function expandPrintedVerb(fact: FactEntries): FactEntries {
  const { own, inherited } = fact;
  const printed = own?.find(({ key }) => key === 'verb');
  const text = getScalarText(printed?.value ?? null);
  if (own === undefined || printed === undefined || text === undefined || !/^[A-Z]/.test(text))
    return fact;
  const rule = findParagraphVerb(text);
  if (rule === undefined) return fact;

  const all = overlayEntries(inherited, own);
  const stated = getScalarText(getEntryValue(all, 'type'));
  const paragraph = parseParagraph(getScalarText(getEntryValue(all, 'paragraph')) ?? '');
  const type = stated ?? (paragraph === null ? undefined : getParagraphType(rule, paragraph.part));
  const field = type === 'IncidentCondemned' ? 'strength' : 'verb';
  const derived = [
    ...(type === undefined ? [] : [derive(printed, 'type', type)]),
    derive(printed, field, rule.verb),
    derive(printed, 'verbAsWritten', text),
  ];
  return {
    ...fact,
    own: overlayEntries(
      derived,
      own.filter((entry) => entry !== printed),
    ),
  };
}

/** An entry at the place of the one that it is derived from, for the positions of problems. */
function derive({ keyNode, value }: MappingEntry, key: string, text: string): MappingEntry {
  const node: Node = new Scalar(text);
  node.range = value?.range ?? null;
  return { key, keyNode, value: node };
}
