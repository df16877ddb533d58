import {
  formatCriteriaKey,
  type KnownActor,
  type NamedEvents,
  parseCommandFile,
  type ParsedCommandFile,
} from '@rapporteur/drafting';
import { loadDraft } from './draft-storage.ts';
import { fetchActors, fetchDocumentText, findEvents } from './record-api.ts';

/** The most rounds of questions: on a document, its words, an event, one about it, and actors. */
const ROUNDS_MAX = 8;

/** The document whose words are given as evidence. */
interface EvidenceDocument {
  readonly collection: string;
  readonly document: string;
}

/** Reads the YAML of one command, and asks the record for all that it names. */
export async function prepareCommand(
  yaml: string,
  evidence: EvidenceDocument,
): Promise<ParsedCommandFile> {
  const { collection } = evidence;
  const events = new Map<string, NamedEvents>();
  const texts = new Map<string, string | null>();
  const actors = new Map<string, KnownActor | undefined>();
  const parse = (): ParsedCommandFile =>
    parseCommandFile(yaml, {
      defaultCollection: collection,
      findActor: (id) => actors.get(id),
      answers: {
        findEvents: (criteria) => events.get(formatCriteriaKey(criteria)),
        findText: (sha256) => texts.get(sha256),
      },
    });
  let parsed = parse();
  for (let round = 1; round <= ROUNDS_MAX; round += 1) {
    const { questions } = parsed;
    const newActors = questions.actors.filter((id) => !actors.has(id));
    if (questions.events.length + questions.texts.length + newActors.length === 0) break;
    for (const sha256 of questions.texts) texts.set(sha256, await findText(sha256, evidence));
    for (const criteria of questions.events)
      events.set(formatCriteriaKey(criteria), await findEvents(collection, criteria));
    if (newActors.length > 0) {
      const known = await fetchActors(collection, newActors);
      for (const id of newActors)
        actors.set(
          id,
          known.find((actor) => actor.id === id),
        );
    }
    parsed = parse();
  }
  return parsed;
}

/** Returns a text of this browser or of the record; null if neither may give it. */
async function findText(
  sha256: string,
  { collection, document }: EvidenceDocument,
): Promise<string | null> {
  const draft = await loadDraft(sha256).catch(() => undefined);
  if (draft !== undefined) return draft.text;
  return document === '' ? null : fetchDocumentText({ collection, document, sha256 });
}
