import { toCue } from './meeting-rule.ts';
import type { NoteContext } from './note-context.ts';
import type { UnitSpan } from './prepared-text.ts';

/** A verb of a sentence that states or condemns. */
export interface StatementVerb extends UnitSpan {
  readonly verb: string;
  readonly written: string;
  readonly isCondemnation: boolean;
}

/** Returns the verbs of a sentence that state or condemn, in order. */
export function listVerbs(marked: string, { file }: NoteContext): readonly StatementVerb[] {
  const found = [
    ...findForms(marked, file.condemnations, true),
    ...findForms(marked, file.statements, false),
  ].toSorted((a, b) => a.start - b.start || b.end - a.end);
  const kept: StatementVerb[] = [];
  for (const verb of found) if (verb.start >= (kept.at(-1)?.end ?? 0)) kept.push(verb);
  return kept;
}

function findForms(
  marked: string,
  lists: Readonly<Record<string, readonly string[]>>,
  isCondemnation: boolean,
): readonly StatementVerb[] {
  return Object.entries(lists).flatMap(([verb, forms]) =>
    [...marked.matchAll(new RegExp(toCue(forms).source, 'giu'))]
      .filter((match) => mayLead(match, marked))
      .map(({ index, 0: written }) => ({
        verb,
        written,
        isCondemnation,
        start: index,
        end: index + written.length,
      })),
  );
}

/** A participle leads a clause only at its beginning: not in "it is worth noting". */
function mayLead({ 0: written, index }: RegExpExecArray, marked: string): boolean {
  return !/ing\b/.test(written) || /(?:^|[,;]\s(?:and\s)?|–\s)$/.test(marked.slice(0, index));
}

/** Leaves out words such as "In this context," before the subject. */
export function startOfSubject(marked: string, verb: number): number {
  const opening = /^(?:[^,]{1,40}),\s+(?=\S)/u.exec(marked.slice(0, verb));
  return opening === null ? 0 : opening[0].length;
}
