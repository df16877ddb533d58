import type { LanguageFile } from '../language/language-file.ts';
import type { MarkedSentence } from '../notes/sentence-reader.ts';
import type { FactProposal } from '../notes/sentence-rules.ts';
import { toNominative } from './name-cases.ts';
import type { PersonForms } from './person-forms.ts';

/** The words of all offices of a person. */
const CHAIN_MAX = 260;
/** An office is near the beginning of its part. */
const OFFICE_WITHIN = 50;
const OFFICES_MAX = 5;

/**
 * "Под председательством представителя Мальты в Союзе, Посла Мальты на Кипре Анны Са": the name is
 * after the state or body of the last of several offices, which a comma or dash joins.
 */
export function readOfficeChain(
  { span }: FactProposal,
  { sentence, mentions }: MarkedSentence,
  {
    forms,
    isName,
    file,
  }: {
    readonly forms: PersonForms;
    readonly isName: (name: string) => boolean;
    readonly file: LanguageFile;
  },
): string | undefined {
  const offices = new Set(file.words['genitiveOffices']);
  if (offices.size === 0) return undefined;
  const { text, start } = sentence;
  const from = span.start - start;
  for (const { kind, end, start: at } of mentions) {
    if (kind === 'date' || end <= from) continue;
    if (at > from + CHAIN_MAX) return undefined;
    const parts = text.slice(from, at).split(/,\s|\s[–—-]\s/u);
    const held = parts.map((part) => findOffice(part, offices));
    if (parts.length > OFFICES_MAX || held.includes(undefined)) return undefined;
    const office = held.at(-1) ?? '';
    const name = forms.attached.exec(text.slice(end))?.groups?.['name'];
    if (name !== undefined && isName(name)) return toNominative(name, office, file);
  }
  return undefined;
}

/** Returns the office in the genitive that a part of the words begins with. */
function findOffice(part: string, offices: ReadonlySet<string>): string | undefined {
  return part
    .slice(0, OFFICE_WITHIN)
    .toLowerCase()
    .match(/[\p{L}-]+/gu)
    ?.find((word) => offices.has(word));
}
