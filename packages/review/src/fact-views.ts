import { type FactPreview, formatProblem, type SubmissionPreview } from '@rapporteur/drafting';
import type { ComposedSubmission } from './composed-submission.ts';
import { DraftDocument } from './draft-document.ts';
import { groupByLeaf, listRanges } from './draft-reading.ts';
import type { TextRange } from './review-item.ts';

/** A thing of the record that facts refer to. */
type ViewedThing = FactPreview['introduces'][number];

/** A fact as the record would have it. */
export interface ItemView {
  /** One sentence; several if the fact lists actors. */
  readonly sentences: readonly string[];
  readonly problems: readonly string[];
  /** The problems of fields by their names. */
  readonly fieldProblems: ReadonlyMap<string, string>;
  readonly ranges: readonly TextRange[];
  readonly introduces: readonly ViewedThing[];
  readonly refersTo: readonly ViewedThing[];
}

/** The views of facts by their keys, and the problems of the other parts of the submission. */
export interface ItemViews {
  readonly facts: ReadonlyMap<string, ItemView>;
  readonly problems: readonly string[];
}

/** Returns the views of a composed submission. */
export function viewFacts(
  { yaml, keys }: ComposedSubmission,
  preview: SubmissionPreview,
): ItemViews {
  const { leaves } = new DraftDocument(yaml);
  const groups = groupByLeaf(leaves, preview.facts);
  const placed = preview.problems.map((problem) => ({ problem, position: problem }));
  const near = groupByLeaf(leaves, placed);
  const claimed = new Set<unknown>();
  const facts = new Map<string, ItemView>();

  for (const [index, key] of keys.entries()) {
    const previews = groups[index] ?? [];
    const parts = new Set(previews.map(({ part }) => part));
    const isKnownPart = (part: string): boolean => preview.facts.some((fact) => fact.part === part);
    const own = preview.problems.filter(
      (problem) =>
        parts.has(problem.part) ||
        (!isKnownPart(problem.part) &&
          isFactProblem(problem.part) &&
          near[index]?.some((one) => one.problem === problem) === true),
    );
    for (const problem of own) claimed.add(problem);
    const messages = own.map((problem) => ({
      field: readFieldName(problem.field),
      message: formatProblem(problem).replace(/^\d+:\d+ (?:fact \d+ ?(?:\(\w+\))?: )?/, ''),
    }));
    facts.set(key, {
      sentences: previews.flatMap(({ sentence }) => sentence ?? []),
      problems: messages.map(({ message }) => message),
      fieldProblems: new Map(messages.map(({ field, message }) => [field, message])),
      ranges: listRanges(previews),
      introduces: previews.flatMap(({ introduces }) => introduces),
      refersTo: previews.flatMap(({ refersTo }) => refersTo),
    });
  }
  const problems = preview.problems.filter((problem) => !claimed.has(problem)).map(formatProblem);
  return { facts, problems };
}

/** Returns the name of a field in the path of a problem, such as `facts.3.occurredOn.edtf`. */
export function readFieldName(path: string): string {
  const [, name = ''] =
    /^facts(?:\.\d+(?:\.facts)?)*\.(?:assertion\.)?(?<name>[a-z]\w*)/i.exec(path) ?? [];
  return name;
}

const isFactProblem = (part: string): boolean => part.startsWith('fact') || part === '';

/** A fact of the result that refers to a thing which only a fact outside of it introduces. */
export interface MissingThing {
  readonly key: string;
  readonly thing: string;
  /** The facts that would introduce it. */
  readonly introducedBy: readonly string[];
}

/** Returns the things that kept facts need and only facts introduce that are not kept. */
export function findMissingThings(
  views: ReadonlyMap<string, ItemView>,
  isKept: (key: string) => boolean,
): readonly MissingThing[] {
  const introducedBy = new Map<string, string[]>();
  for (const [key, { introduces }] of views) {
    for (const thing of introduces) {
      const name = formatThing(thing);
      introducedBy.set(name, [...(introducedBy.get(name) ?? []), key]);
    }
  }
  return [...views].flatMap(([key, { refersTo }]) => {
    if (!isKept(key)) return [];
    const names = [...new Set(refersTo.map(formatThing))];
    return names.flatMap((thing) => {
      const keys = introducedBy.get(thing) ?? [];
      return keys.length === 0 || keys.some(isKept) ? [] : [{ key, thing, introducedBy: keys }];
    });
  });
}

const formatThing = ({ referent, id }: ViewedThing): string => `${referent} \`${id}\``;
