import { once } from 'node:events';
import {
  beginReview,
  countOutcomes,
  type ItemViews,
  formatFactFields,
  getFields,
  getItem,
  listTakes,
  parseFactFields,
  pressKey,
  replaceFields,
  resumeReview,
  type ReviewContent,
  type ReviewRequest,
  type ReviewState,
  saveReview,
  type SavedReview,
  setInvalid,
} from '@rapporteur/review';
import type { CliSession } from '../session.ts';
import { isColourAllowed } from '../terminal.ts';
import { editText } from './external-editor.ts';
import { type DraftLoadOptions, LoadedDraft } from './loaded-draft.ts';
import type { ReviewOverview } from './overview-screen.ts';
import { createOverview, writeResult } from './review-result.ts';
import { layoutScreen } from './review-screen.ts';
import { readStoredReview, ReviewStore } from './review-store.ts';
import { type ScreenEvent, TerminalScreen } from './terminal-screen.ts';
import { TextContext } from './text-context.ts';

const SUSPENDED_INTERVAL_MS = 60_000;

/** How a review by keys ended. */
export type ReviewEnd = 'left' | 'interrupted' | 'written' | 'submit';

/** Options of {@link reviewByKeys}. */
export interface KeyReviewOptions extends DraftLoadOptions {
  readonly file: string;
  readonly showRejected: boolean;
}

/** Goes through a draft with the person at the terminal. Each step is stored before it is shown. */
export async function reviewByKeys(
  session: CliSession,
  draft: LoadedDraft,
  options: KeyReviewOptions,
): Promise<{ readonly end: ReviewEnd; readonly content: ReviewContent }> {
  const folder = session.settings.reviews;
  const store = await ReviewStore.open(folder, draft.text.sha256);
  try {
    const saved = await readStoredReview(folder, draft.text.sha256);
    const { terminal, flags } = session;
    const useColour = flags.color && isColourAllowed(terminal.env, terminal.outIsTty);
    const screen = new TerminalScreen(terminal, useColour);
    const onAbort = (): void => screen.add({ kind: 'end' });
    terminal.interrupt.signal.addEventListener('abort', onAbort);
    try {
      const review = new InteractiveReview({
        session,
        draft,
        store,
        screen,
        saved,
        options,
        useColour,
      });
      return { end: await review.run(), content: review.content };
    } finally {
      terminal.interrupt.signal.removeEventListener('abort', onAbort);
      screen.close();
    }
  } finally {
    store.close();
  }
}

interface ReviewParts {
  readonly session: CliSession;
  readonly draft: LoadedDraft;
  readonly store: ReviewStore;
  readonly screen: TerminalScreen;
  readonly saved: SavedReview | undefined;
  readonly options: KeyReviewOptions;
  readonly useColour: boolean;
}

class InteractiveReview {
  readonly #parts: ReviewParts;
  #draft: LoadedDraft;
  #saved: SavedReview | undefined;
  #state: ReviewState;
  #text: TextContext;
  #views: ItemViews = { facts: new Map(), problems: [] };
  #overview: ReviewOverview;
  #viewedContent: (Pick<ReviewContent, 'items' | 'edits'> & { takes: string }) | undefined;
  #overviewContent: ReviewContent | undefined;
  /** Texts of the editor that were no valid fact, by key: the next time they are opened again. */
  readonly #invalidTexts = new Map<string, string>();

  constructor(parts: ReviewParts) {
    this.#parts = parts;
    this.#draft = parts.draft;
    this.#saved = parts.saved;
    this.#text = new TextContext(parts.draft.text);
    this.#state = this.#begin();
    const counts = countOutcomes(this.#state.content);
    this.#overview = { counts, out: parts.draft.out, missing: [], problems: [] };
  }

  get content(): ReviewContent {
    return this.#state.content;
  }

  /** Takes keys until the person ends the review. */
  async run(): Promise<ReviewEnd> {
    await this.#update();
    for (;;) {
      const event = await this.#parts.screen.next();
      if (event.kind === 'end') return 'interrupted';
      this.#take(event);
      const { request } = this.#state;
      this.#state = { ...this.#state, request: null };
      const end = request === null ? undefined : await this.#carryOut(request);
      await this.#update();
      if (end !== undefined) return end;
    }
  }

  #begin(): ReviewState {
    const { draft, saved } = { draft: this.#draft, saved: this.#saved };
    const { showRejected } = this.#parts.options;
    const { content, index, changes } = resumeReview(draft.reading, saved, { showRejected });
    return beginReview(content, { index, defaults: draft.defaults, notices: changes });
  }

  #take(event: ScreenEvent): void {
    if (event.kind === 'key') this.#state = pressKey(this.#state, event.key);
    // A pasted text is typed into a line; as keys, it would decide on facts.
    const takesText = this.#state.mode.kind === 'line' || this.#state.mode.kind === 'choice';
    if (event.kind === 'paste' && takesText)
      this.#state = pressKey(this.#state, { name: '', text: event.text, ctrl: false });
  }

  /** Brings the sentences, the store and the screen up to the state. */
  async #update(): Promise<void> {
    const { items, edits } = this.#state.content;
    const takes = JSON.stringify([...listTakes(this.#state.content)]);
    const viewed = this.#viewedContent;
    if (viewed?.items !== items || viewed.edits !== edits || viewed.takes !== takes) {
      this.#views = await this.#draft.view(this.#state.content);
      this.#viewedContent = { items, edits, takes };
      const invalid = [...this.#views.facts].flatMap(([key, { problems }]) =>
        problems.length === 0 ? [] : [key],
      );
      this.#state = setInvalid(this.#state, new Set(invalid));
    }
    if (getItem(this.#state) === undefined && this.#overviewContent !== this.#state.content) {
      this.#overview = await createOverview(this.#draft, this.#state.content, this.#views);
      this.#overviewContent = this.#state.content;
    }
    await this.#save();
    this.#draw();
  }

  async #save(): Promise<void> {
    const { content } = this.#state;
    const current = getItem(this.#state)?.key ?? null;
    const text = this.#draft.text.sha256;
    const saved = saveReview(content, { text, current, previous: this.#saved });
    await this.#parts.store.save(saved);
    this.#saved = saved;
  }

  #draw(): void {
    const { screen, options, useColour } = this.#parts;
    const context = {
      file: options.file,
      views: this.#views,
      text: this.#text,
      overview: this.#overview,
      useColour,
    };
    screen.draw(layoutScreen(this.#state, context, screen.size));
  }

  async #carryOut(request: ReviewRequest): Promise<ReviewEnd | undefined> {
    switch (request) {
      case 'leave':
        return 'left';
      case 'interrupt':
        return 'interrupted';
      case 'suspend':
        await this.#suspend();
        return undefined;
      case 'editor':
        this.#edit();
        return undefined;
      case 'write':
        return (await this.#write()) ? 'written' : undefined;
      case 'submit':
        return (await this.#write()) ? 'submit' : undefined;
    }
  }

  /** Writes the result. Returns false if the draft was changed, and must be looked at again. */
  async #write(): Promise<boolean> {
    if (await this.#reload()) return false;
    await writeResult(this.#parts.session, this.#draft, this.#state.content);
    return true;
  }

  /** Reads a draft again that was changed meanwhile. Returns false if it is as it was. */
  async #reload(): Promise<boolean> {
    const { session, options } = this.#parts;
    if (options.file === '-') return false;
    const draft = await LoadedDraft.load(session, options.file, options);
    if (draft.yaml === this.#draft.yaml && draft.text.sha256 === this.#draft.text.sha256)
      return false;
    this.#draft = draft;
    this.#text = new TextContext(draft.text);
    this.#viewedContent = undefined;
    this.#overviewContent = undefined;
    const state = this.#begin();
    const notices = state.mode.kind === 'notice' ? state.mode.lines : [];
    const lines = ['The draft was changed during the review, and is read again.', ...notices];
    this.#state = { ...state, mode: { kind: 'notice', lines } };
    return true;
  }

  #edit(): void {
    const item = getItem(this.#state);
    if (item?.kind !== 'fact') return;
    const { screen, session } = this.#parts;
    const fields = getFields(this.#state.content, item);
    screen.leave();
    const opened = this.#invalidTexts.get(item.key) ?? formatFactFields(fields);
    const edited = editText(opened, session.terminal.env);
    screen.enter();
    if (!edited.ok) {
      this.#state = { ...this.#state, message: edited.message };
      return;
    }
    const parsed = parseFactFields(edited.text);
    if (!parsed.ok) {
      this.#invalidTexts.set(item.key, edited.text);
      const message = `${parsed.message} Nothing was changed; E opens your text again.`;
      this.#state = { ...this.#state, message };
      return;
    }
    this.#invalidTexts.delete(item.key);
    this.#state = replaceFields(this.#state, parsed.value);
  }

  /** Stops the process as Ctrl-Z does elsewhere, until the shell continues it. */
  async #suspend(): Promise<void> {
    const { screen } = this.#parts;
    screen.leave();
    const continued = once(process, 'SIGCONT');
    // Without a key to wait for, only a timer keeps the process from its end.
    const timer = setInterval(() => undefined, SUSPENDED_INTERVAL_MS);
    process.kill(process.pid, 'SIGTSTP');
    await continued;
    clearInterval(timer);
    screen.enter();
  }
}
