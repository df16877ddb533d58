import { basename, dirname, join, relative } from 'node:path';
import {
  isCommandFile,
  type KnownActor,
  previewSubmission,
  SourceText,
  type SubmissionPreview,
} from '@rapporteur/drafting';
import { EXIT } from '@rapporteur/platform/exit-codes';
import {
  type ComposedFact,
  composeSubmission,
  DraftDocument,
  type ReviewableDraft,
  type ItemViews,
  getFields,
  listAccepted,
  listFacts,
  listTakes,
  readDraft,
  type ReviewContent,
  viewFacts,
} from '@rapporteur/review';
import { CliError } from '../cli-error.ts';
import { fetchActors } from '../known-actors.ts';
import { formatCount } from '../progress-display.ts';
import type { CliSession } from '../session.ts';
import { findText, readYamlInput, resolveYamlPath } from '../submission-file.ts';

/** Options of {@link LoadedDraft.load}. */
export interface DraftLoadOptions {
  readonly texts?: string | undefined;
  readonly collection?: string | undefined;
  readonly out?: string | undefined;
}

/** Stands for a collection that nobody named: sentences need none, a submission does. */
const UNNAMED_COLLECTION = 'unnamed';

/** A draft with its text: its facts in sentences, and the result of a review. */
export class LoadedDraft {
  readonly file: string;
  readonly yaml: string;
  readonly text: SourceText;
  readonly reading: ReviewableDraft;
  /** The fields that each fact inherits. */
  readonly defaults: readonly string[];
  /** The file of the result, as the person names it; `-` is the standard output. */
  readonly out: string;
  readonly #session: CliSession;
  readonly #path: string;
  readonly #collection: string | undefined;
  readonly #actors: Map<string, KnownActor>;

  private constructor(parts: {
    readonly session: CliSession;
    readonly file: string;
    readonly path: string;
    readonly yaml: string;
    readonly text: SourceText;
    readonly reading: ReviewableDraft;
    readonly actors: Map<string, KnownActor>;
    readonly options: DraftLoadOptions;
  }) {
    const { session, file, path, yaml, text, reading, actors, options } = parts;
    this.file = file;
    this.yaml = yaml;
    this.text = text;
    this.reading = reading;
    this.#session = session;
    this.#path = path;
    this.#actors = actors;
    this.#collection = options.collection ?? session.settings.collection;
    this.defaults = readDefaults(yaml);
    this.out = options.out ?? nameResult(file);
  }

  /** Reads a draft and its text. Throws a CliError if one of them cannot be reviewed. */
  static async load(
    session: CliSession,
    file: string,
    options: DraftLoadOptions,
  ): Promise<LoadedDraft> {
    const path = resolveYamlPath(session, file);
    const { yaml } = await readYamlInput(session, file);
    checkYaml(file, yaml);
    const text = await findSource(session, { file, path, yaml }, options);
    const actors = new Map<string, KnownActor>();
    const collection = options.collection ?? session.settings.collection;
    const preview = await previewWithActors(session, { yaml, text, collection, actors });
    const reading = readDraft(yaml, text, preview);
    return new LoadedDraft({ session, file, path, yaml, text, reading, actors, options });
  }

  /** The absolute path of the result. */
  get outPath(): string {
    return this.#session.resolvePath(this.out);
  }

  /** Returns all facts of a review as the record would have them. */
  async view(content: ReviewContent): Promise<ItemViews> {
    return this.#viewOnly(content, listFacts(content).map(toComposed(content)));
  }

  /** Returns the accepted facts only: a submission would have these problems. */
  async viewResult(content: ReviewContent): Promise<ItemViews> {
    return this.#viewOnly(content, listAccepted(content).map(toComposed(content)));
  }

  /** Returns the YAML of the accepted facts. */
  compose(content: ReviewContent): string {
    const kept = listAccepted(content).map(toComposed(content));
    const header =
      ` A reviewed draft with ${formatCount(kept.length, 'fact')}. Nothing of it is recorded yet:\n` +
      ` rapporteur submit ${this.out === '-' ? 'FILE' : basename(this.out)}`;
    return composeSubmission(this.yaml, listFacts(content), {
      kept,
      header,
      takes: listTakes(content),
      file: this.#findFile(),
    }).yaml;
  }

  async #viewOnly(content: ReviewContent, kept: readonly ComposedFact[]): Promise<ItemViews> {
    const composed = composeSubmission(this.yaml, listFacts(content), {
      kept,
      header: '',
      takes: listTakes(content),
    });
    const preview = await previewWithActors(this.#session, {
      yaml: composed.yaml,
      text: this.text,
      collection: this.#collection,
      actors: this.#actors,
    });
    return viewFacts(composed, preview);
  }

  /** The file of the text is relative to the file that names it. */
  #findFile(): string | undefined {
    if (this.out === '-' || dirname(this.outPath) === dirname(this.#path)) return undefined;
    const { document } = new DraftDocument(this.yaml);
    const file = document.getIn(['source', 'file']);
    if (typeof file !== 'string') return undefined;
    return relative(dirname(this.outPath), join(dirname(this.#path), file));
  }
}

function readDefaults(yaml: string): readonly string[] {
  const { document } = new DraftDocument(yaml);
  const { defaults } = document.toJS() as { readonly defaults?: unknown };
  return typeof defaults === 'object' && defaults !== null ? Object.keys(defaults) : [];
}

const toComposed =
  (content: ReviewContent) =>
  (item: ComposedFact['item']): ComposedFact => ({ item, fields: getFields(content, item) });

/** Returns `note.reviewed.yaml` for `note.draft.yaml`. */
function nameResult(file: string): string {
  if (file === '-') return '-';
  return `${file.replace(/(?:\.draft|\.reviewed)?\.ya?ml$/, '')}.reviewed.yaml`;
}

function checkYaml(file: string, yaml: string): void {
  if (isCommandFile(yaml)) {
    throw new CliError(
      EXIT.usage,
      `\`${file}\` is a command, and a review takes a draft.`,
      '`rapporteur draft TEXT` makes a draft; `rapporteur submit` takes commands.',
    );
  }
  const { error } = new DraftDocument(yaml);
  if (error === undefined) return;
  throw new CliError(
    EXIT.usage,
    `\`${file}\` is not a draft: ${error}`,
    'Correct it, or make it again with `rapporteur draft TEXT`.',
  );
}

async function findSource(
  session: CliSession,
  { file, path, yaml }: { readonly file: string; readonly path: string; readonly yaml: string },
  { texts }: DraftLoadOptions,
): Promise<SourceText> {
  const { document } = new DraftDocument(yaml);
  const getSource = (field: string): string | null => {
    const value: unknown = document.getIn(['source', field]);
    return typeof value === 'string' ? value : null;
  };
  const source = { file: getSource('file'), sha256: getSource('sha256') };
  const textFolders = [
    ...(texts === undefined ? [] : [session.resolvePath(texts)]),
    session.settings.texts,
  ];
  const found = await findText(source, { path, textFolders });
  const text = found?.text;
  if (text !== undefined && text !== '') return new SourceText(text);
  const named =
    source.file === null ? 'names no file of its text' : `needs its text, ${source.file}`;
  throw new CliError(
    EXIT.notFound,
    `\`${file}\` ${named}${text === '' ? ', which is empty' : ', which is not here'}.`,
    'A review shows the words. Put the text beside the draft, or name its folder with --texts.',
  );
}

/** Previews a submission. A second time with the actors of the record, if it does not declare all. */
async function previewWithActors(
  session: CliSession,
  {
    yaml,
    text,
    collection = UNNAMED_COLLECTION,
    actors,
  }: {
    readonly yaml: string;
    readonly text: SourceText;
    readonly collection: string | undefined;
    readonly actors: Map<string, KnownActor>;
  },
): Promise<SubmissionPreview> {
  const options = { defaultCollection: collection, findActor: (id: string) => actors.get(id) };
  const preview = previewSubmission(yaml, text, options);
  const { unknownActors } = preview;
  if (unknownActors.length === 0 || preview.collection === UNNAMED_COLLECTION) return preview;
  const found = await fetchActors(session, preview.collection, unknownActors);
  for (const [id, actor] of found.actors) actors.set(id, actor);
  return found.actors.size === 0 ? preview : previewSubmission(yaml, text, options);
}
