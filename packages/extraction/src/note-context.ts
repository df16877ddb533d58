import type { BodyRegister, NamedBody } from './body-names.ts';
import type { DraftFields } from './draft.ts';
import type { DraftActors } from './draft-actors.ts';
import type { LanguageFile } from './language-file.ts';
import type { NumberWords } from './number-words.ts';

/** The part of a document that a sentence belongs to: the note itself, or an annex with its own speaker. */
export interface NotePart {
  /** The document that is annexed; undefined for the note. */
  readonly document: string | undefined;
  /** The body that speaks; undefined if the text does not name it. */
  readonly speaker: NamedBody | undefined;
}

/** The state of the reading of one note. */
export interface NoteContext {
  readonly file: LanguageFile;
  readonly numbers: NumberWords;
  readonly register: BodyRegister;
  readonly actors: DraftActors;
  /** The body that the note is about. */
  mainBody: NamedBody | undefined;
  /** Whether the meeting that the note is about was found. */
  hasMeeting: boolean;
  /** The actor of the last statement, to whom "they" refers. */
  lastSubject: DraftFields | string | undefined;
  /** The incident of the last condemnation, to which "these actions" refers. */
  lastIncident: string | undefined;
  part: NotePart;
}

/** Returns the body of a class such as "Member States": the organization of the speaker. */
export function findOrganization({ register, part, mainBody }: NoteContext): NamedBody | undefined {
  let body = part.speaker ?? mainBody;
  for (let count = 0; body !== undefined && count < 5; count += 1) {
    const [parent] = body.parents;
    const next = parent === undefined ? undefined : register.get(parent);
    if (next === undefined || next === body) return body;
    body = next;
  }
  return body;
}
