import { createStore, del, entries, get, set } from 'idb-keyval';
import type { StoredDraft } from './open-draft.ts';

/** The drafts of this browser, by the SHA-256 of their texts. */
const store = createStore('rapporteur', 'drafts');

/** Stores a draft with its review. */
export async function saveDraft(draft: StoredDraft): Promise<void> {
  await set(draft.sha256, draft, store);
}

/** Returns the stored draft of a text; undefined if there is none. */
export async function loadDraft(sha256: string): Promise<StoredDraft | undefined> {
  return get<StoredDraft>(sha256, store);
}

/** Returns all stored drafts, the last one first. */
export async function listDrafts(): Promise<readonly StoredDraft[]> {
  const all = await entries<string, StoredDraft>(store);
  return all
    .map(([, draft]) => draft)
    .filter(({ schemaVersion }) => schemaVersion === 1)
    .toSorted((one, other) => other.savedAt.localeCompare(one.savedAt));
}

/** Deletes a draft with its review. */
export async function deleteDraft(sha256: string): Promise<void> {
  await del(sha256, store);
}
