import { toCue } from './cues.ts';
import type { NoteContext } from './note-context.ts';
import { compilePattern } from './pattern.ts';
import { createForms } from './sentence-rules.ts';

/** The expressions of a language that tell of meetings. */
export interface MeetingCues {
  readonly held: RegExp;
  readonly future: RegExp;
  readonly next: RegExp;
  /** "Will next meet". */
  readonly nextVerb: RegExp;
  readonly agreed: RegExp;
  readonly noun: RegExp;
  /** The nouns of meetings in any case. */
  readonly anyNoun: RegExp;
  readonly opened: RegExp;
  readonly closed: RegExp;
  readonly today: RegExp;
  readonly pronouns: RegExp;
  readonly violence: RegExp;
  /** Verbs of decisions and condemnations: a day after them is that of a plan or an attack. */
  readonly acts: RegExp;
  /** Words after which a sentence tells of the matter and no longer of the meeting. */
  readonly purposes: RegExp;
  /** "The next meeting of ministers". */
  readonly nextOfOther: RegExp;
  /** "Next session: Riga". */
  readonly labelled: RegExp;
  /** Words of a host in a sentence of its own: "It was hosted by", not "a dinner hosted by". */
  readonly hosting: RegExp;
  readonly places: readonly RegExp[];
  readonly hosts: readonly RegExp[];
}

/** Returns the expressions of a language file. */
export function createMeetingCues({
  file,
  numbers,
}: Pick<NoteContext, 'file' | 'numbers'>): MeetingCues {
  const { words, slots } = file;
  const read = (list: string): RegExp => toCue(words[list] ?? []);
  const forms = createForms(file, numbers);
  const compile = (list: string): readonly RegExp[] =>
    (words[list] ?? []).map((pattern) => compilePattern(pattern, forms).regExp);
  const noun = read('meetingNouns');
  const next = read('next');
  const pronouns = read('pronouns');
  const of = (words['meetingOf'] ?? []).join('|') || '(?!)';
  return {
    held: read('held'),
    future: read('future'),
    next,
    nextVerb: read('nextVerbs'),
    agreed: read('agreed'),
    noun,
    anyNoun: new RegExp(`${noun.source}|${slots['meetingnoun'] ?? '(?!)'}`, 'u'),
    opened: read('opened'),
    closed: read('closed'),
    today: read('today'),
    pronouns,
    violence: read('violence'),
    acts: toCue([...Object.values(file.condemnations), ...Object.values(file.approvals)].flat()),
    purposes: read('purposes'),
    nextOfOther: new RegExp(
      `(?:${next.source})\\s(?:\\p{L}+\\s){0,2}?(?:${noun.source})\\s(?:${of})\\s(?<body>.{2,60})`,
      'u',
    ),
    labelled: new RegExp(`^(?:${read('labelNext').source})\\s?[:：]`, 'u'),
    hosting: new RegExp(
      `(?:${noun.source}|^(?:${pronouns.source}))(?:(?!\\s(?:a|an|un|une)\\s)[^;]){0,90}$`,
      'u',
    ),
    places: compile('places'),
    hosts: compile('hosts'),
  };
}
