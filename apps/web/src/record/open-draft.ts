import {
  anchorSubmission,
  formatProblem,
  type KnownActor,
  parseSubmission,
  previewSubmission,
  SourceText,
  type SubmissionCommand,
  type SubmissionPreview,
  type SubmissionText,
} from '@rapporteur/drafting';
import {
  type ComposedFact,
  type ComposedSubmission,
  composeSubmission,
  DraftDocument,
  getFields,
  type ItemFields,
  type ItemViews,
  listAccepted,
  listFacts,
  listTakes,
  readDraft,
  readFieldName,
  type ReviewableDraft,
  type ReviewContent,
  type SavedReview,
  viewFacts,
} from '@rapporteur/review';
import type { FieldIssue } from '../api/api-client.ts';

/** A draft as the browser stores it. */
export interface StoredDraft {
  readonly schemaVersion: 1;
  /** The SHA-256 of the text. */
  readonly sha256: string;
  readonly name: string;
  readonly yaml: string;
  readonly text: string;
  /** The file that the text was read from; null if it is the text itself. */
  readonly original: {
    readonly sha256: string;
    readonly mediaType: string;
    readonly bytes: number;
  } | null;
  /** The position of the record when the text was drafted; null if the collection was not open. */
  readonly position: string | null;
  readonly savedAt: string;
  readonly review: SavedReview | null;
  /** The position of its recording; null if it is not recorded yet. */
  readonly recordedAt: string | null;
}

/** The command of the accepted facts, or the problems that it has. */
export type BuiltCommand =
  | {
      readonly ok: true;
      readonly command: SubmissionCommand;
      readonly texts: readonly SubmissionText[];
      readonly composed: ComposedSubmission;
    }
  | { readonly ok: false; readonly problems: readonly string[] };

/** A rejected field of a fact; `key` is null if it belongs to no fact. */
export interface FactIssue {
  readonly key: string | null;
  readonly field: string;
  readonly message: string;
}

/** Stands for a collection that nobody named: sentences need none, a submission does. */
const UNNAMED_COLLECTION = 'unnamed';

/** A draft that is reviewed: its facts in sentences, and the command of the accepted ones. */
export class OpenDraft {
  readonly stored: StoredDraft;
  readonly text: SourceText;
  readonly reading: ReviewableDraft;
  /** The fields that each fact inherits, with their values. */
  readonly defaults: ItemFields;
  /** The id of the collection; empty if the draft names none. */
  readonly collection: string;
  readonly #actors = new Map<string, KnownActor>();

  constructor(stored: StoredDraft) {
    this.stored = stored;
    this.text = new SourceText(stored.text);
    const preview = this.#preview(stored.yaml);
    this.reading = readDraft(stored.yaml, this.text, preview);
    const { document } = new DraftDocument(stored.yaml);
    const { defaults } = document.toJS() as { readonly defaults?: ItemFields | null };
    this.defaults = defaults ?? {};
    this.collection = preview.collection === UNNAMED_COLLECTION ? '' : (preview.collection ?? '');
  }

  /** Returns all facts of a review as the record would have them, and the actors it must ask for. */
  view(content: ReviewContent): {
    readonly views: ItemViews;
    readonly unknownActors: readonly string[];
  } {
    const composed = this.#compose(content, listFacts(content).map(toComposed(content)));
    const preview = this.#preview(composed.yaml);
    return { views: viewFacts(composed, preview), unknownActors: preview.unknownActors };
  }

  /** Returns a fact that is being written, as the record would have it. */
  viewFact(content: ReviewContent, fact: ComposedFact): ItemViews {
    const others = listFacts(content)
      .filter(({ key }) => key !== fact.item.key)
      .map(toComposed(content));
    const composed = this.#compose(content, [...others, fact]);
    return viewFacts(composed, this.#preview(composed.yaml));
  }

  /** Adds actors that the record knows. */
  learnActors(actors: readonly KnownActor[]): void {
    for (const actor of actors) this.#actors.set(actor.id, actor);
  }

  /** Returns the YAML of the accepted facts, as `rapporteur submit` reads it. */
  composeAccepted(content: ReviewContent): ComposedSubmission {
    const kept = listAccepted(content).map(toComposed(content));
    return this.#compose(content, kept, ' A reviewed draft. Nothing of it is recorded yet.');
  }

  /** Returns the command that records the accepted facts. */
  buildCommand(content: ReviewContent): BuiltCommand {
    const composed = this.composeAccepted(content);
    const parsed = parseSubmission(composed.yaml, this.#parseOptions);
    if (!parsed.ok) return { ok: false, problems: parsed.problems.map(formatProblem) };
    const { text, original } = this.stored;
    const anchored = anchorSubmission(parsed.submission, () => ({ text, original }));
    if (!anchored.ok) return { ok: false, problems: anchored.problems.map(formatProblem) };
    return { ok: true, composed, command: anchored.command, texts: anchored.texts };
  }

  /** Returns the facts and fields that the server means. */
  placeIssues(
    built: Extract<BuiltCommand, { readonly ok: true }>,
    issues: readonly FieldIssue[],
  ): readonly FactIssue[] {
    const { leaves } = new DraftDocument(built.composed.yaml);
    return issues.map(({ field, message }) => {
      const name = readFieldName(field);
      if (!field.startsWith('facts.')) return { key: null, field, message };
      const { line, column } = built.command.findPosition(field);
      const index = leaves.findLastIndex(
        (leaf) => leaf.line < line || (leaf.line === line && leaf.column <= column),
      );
      return { key: built.composed.keys[index] ?? null, field: name, message };
    });
  }

  get #parseOptions() {
    return {
      defaultCollection: UNNAMED_COLLECTION,
      findActor: (id: string) => this.#actors.get(id),
    };
  }

  #preview(yaml: string): SubmissionPreview {
    return previewSubmission(yaml, this.text, this.#parseOptions);
  }

  #compose(content: ReviewContent, kept: readonly ComposedFact[], header = ''): ComposedSubmission {
    // A fact that is being made is not among the items yet.
    const made = kept.map(({ item }) => item).filter(({ isMade }) => isMade);
    const drafted = listFacts(content).filter(({ isMade }) => !isMade);
    return composeSubmission(this.stored.yaml, [...drafted, ...made], {
      kept,
      header,
      takes: listTakes(content),
    });
  }
}

const toComposed =
  (content: ReviewContent) =>
  (item: ComposedFact['item']): ComposedFact => ({ item, fields: getFields(content, item) });
