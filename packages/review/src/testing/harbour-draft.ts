import { previewSubmission, SourceText } from '@rapporteur/drafting';
import { readDraft, type ReviewableDraft } from '../draft-reading.ts';
import type { ReviewKey } from '../line-input.ts';
import { resumeReview } from '../resumed-review.ts';
import { pressKey } from '../review-keys.ts';
import { beginReview, type ReviewState } from '../review-state.ts';

/** A note that was invented for tests. */
export const NOTE = `Note on the 7th meeting of the Harbour Council

The Harbour Council met in Valletta, Malta, on 4 May 2031. Malta chaired it.
Delegations of Malta and Portugal took part.

The Council agreed to survey the breakwaters. A band played at the pier.
`;

/** A draft of the note, as rules would write it. */
export const DRAFT = `# A draft.

collection: harbours
source:
  document: harbour-note
  docType: note
  title: Note on the 7th meeting of the Harbour Council
  language: en
  file: harbour-note.txt
  redistributable: false
  passage: 0-46 line 1
bodies:
  - body: harbour-council
    name: Harbour Council
    kind: organ
defaults:
  meeting: harbour-council-7
  modality: reported
facts:
  - type: MeetingHeld # meeting-held, 0.95
    body: harbour-council
    ordinal: 7
    occurredOn: 2031-05-04
    quote: The Harbour Council met in Valletta, Malta, on 4 May 2031
  - type: MeetingChaired # chair-of-meeting, 0.70
    chairs: MLT
    quote: Malta chaired it
  - basis: named # delegations, 0.90
    type: DelegationAttended
    states: [MLT, PRT]
    quote: Delegations of Malta and Portugal took part
  # Look at this one.
  - type: AgreementReached # agreed-to, 0.88
    decision: breakwater-survey-7
    topic: survey
    verb: agreed
    what: survey the breakwaters
    modality: decided
    quote: The Council agreed to survey the breakwaters

# Contradictions inside the text:
#   occurredOn: "2031-05-04" and "2031-05-05" (lines 3 and 6)

# Sentences without a fact (1):
#   217-243 line 6: A band played at the pier.
`;

/** Reads a draft of the note. */
export function readTestDraft(yaml: string = DRAFT): ReviewableDraft {
  const text = new SourceText(NOTE);
  return readDraft(yaml, text, previewSubmission(yaml, text));
}

/** Begins a review of the draft. */
export function beginTestReview(yaml: string = DRAFT): ReviewState {
  const { content } = resumeReview(readTestDraft(yaml), undefined, { showRejected: false });
  return beginReview(content, { defaults: ['meeting', 'modality'] });
}

/** Returns a key by its name, or by the character that it types. */
function toKey(name: string): ReviewKey {
  if (name.startsWith('ctrl-')) return { name: name.slice(5), text: '', ctrl: true };
  const isCharacter = [...name].length === 1;
  return {
    name: isCharacter ? name.toLowerCase() : name,
    text: isCharacter ? name : '',
    ctrl: false,
  };
}

/** Presses keys: names of keys, or texts to type in quotation marks. */
export function press(state: ReviewState, ...names: readonly string[]): ReviewState {
  const keys = names.flatMap((name) =>
    name.startsWith('"') ? Array.from(name.slice(1, -1), toKey) : [toKey(name)],
  );
  return keys.reduce(pressKey, state);
}
