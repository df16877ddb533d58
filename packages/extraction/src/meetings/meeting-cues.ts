import { SearchExpression } from '../search/search-expression.ts';
import { toCue, toCueSource } from '../language/cues.ts';
import { NamedDays } from '../language/named-days.ts';
import type { NoteContext } from '../notes/note-context.ts';
import { compilePattern } from '../language/pattern.ts';
import { createForms } from '../language/slot-forms.ts';

/** The expressions of a language that tell of meetings. */
export interface MeetingCues {
  readonly held: SearchExpression;
  readonly future: SearchExpression;
  /**
   * "At its meeting of 4 May", "at its 7th meeting": if no sentence has told of a meeting, this one
   * does.
   */
  readonly atMeeting: SearchExpression;
  /** Words that tell of a meeting also without its number, day and place. */
  readonly alone: SearchExpression;
  /** The words up to the place of such a meeting. */
  readonly meetingPlace: SearchExpression;
  /** Words before a meeting of which nothing else of the sentence tells. */
  readonly prepares: SearchExpression;
  /** "决定5月在里加举行": the verb after a decision tells of a later meeting. */
  readonly planned: SearchExpression;
  /** Words of a meeting that is only mentioned once that of the note is known: "曾", "举行的". */
  readonly past: SearchExpression;
  readonly next: SearchExpression;
  /** Words before the next meeting, of which a sentence then does not tell: "to its". */
  readonly beforeNext: SearchExpression;
  /** "Will next meet". */
  readonly nextVerb: SearchExpression;
  readonly agreed: SearchExpression;
  /** "Accepted with thanks the offer", to host a meeting. */
  readonly accepted: SearchExpression;
  /** Words of one who offers to be the host, which announce nothing: "to host". */
  readonly offers: SearchExpression;
  readonly noun: SearchExpression;
  /** Words directly before a day on which somebody learned of the meeting. */
  readonly reporters: SearchExpression;
  /** Verbs of telling directly after a day. */
  readonly reportedAfter: SearchExpression;
  /** The nouns of meetings in any case. */
  readonly anyNoun: SearchExpression;
  readonly opened: SearchExpression;
  readonly closed: SearchExpression;
  readonly named: NamedDays;
  readonly pronouns: SearchExpression;
  readonly violence: SearchExpression;
  /** Verbs of decisions and condemnations: a day after them is that of a plan or an attack. */
  readonly acts: SearchExpression;
  /** Words after which a sentence tells of the matter and no longer of the meeting. */
  readonly purposes: SearchExpression;
  /** Words directly before a meeting that is only mentioned: "on the sidelines of". */
  readonly beforeMentioned: SearchExpression;
  /** The same, if the meeting of the note is known: "adopted at". */
  readonly beforeEarlier: SearchExpression;
  /** Words before a meeting that is prepared: "preparations for". */
  readonly beforePrepared: SearchExpression;
  /** "It was preceded by the": the sentence tells of the meeting after these words. */
  readonly preceded: SearchExpression;
  /** "The Council had deferred it at its meeting": a word of an earlier time. */
  readonly pluperfect: SearchExpression;
  /** Verbs before a meeting that is only mentioned: "recalled the outcome of". */
  readonly recalls: SearchExpression;
  /** "The next meeting of ministers". */
  readonly nextOfOther: SearchExpression;
  /** "After the talks of 3 May,": a clause about something earlier begins the sentence. */
  readonly earlierClause: SearchExpression;
  /** ", which". */
  readonly relative: SearchExpression;
  /** "Next session: Riga". */
  readonly labelled: SearchExpression;
  /** Words of a host in a sentence of its own: "It was hosted by", not "a dinner hosted by". */
  readonly hosting: SearchExpression;
  /**
   * The words before the verb of a sentence about the meeting of the note: "The two-day meeting".
   */
  readonly ownMeeting: SearchExpression;
  /** The beginning of such a sentence. */
  readonly ownStart: SearchExpression;
  /** Verbs of all that a meeting does. */
  readonly acted: SearchExpression;
  /** Words before a meeting that is only counted: "being the". */
  readonly counted: SearchExpression;
  readonly places: readonly SearchExpression[];
  readonly hosts: readonly SearchExpression[];
}

/** Returns the expressions of a language file. */
export function createMeetingCues({
  file,
  numbers,
}: Pick<NoteContext, 'file' | 'numbers'>): MeetingCues {
  const { words, slots } = file;
  const read = (list: string): SearchExpression => toCue(words[list] ?? []);
  const forms = createForms(file, numbers);
  const compile = (list: string): readonly SearchExpression[] =>
    (words[list] ?? []).map((pattern) => compilePattern(pattern, forms).expression);
  const noun = read('meetingNouns');
  const next = new SearchExpression(`${read('next').source}|${slots['nextNamed'] ?? '(?!)'}`);
  const mentioned = [...(words['beforePrepared'] ?? []), ...(words['beforeMentioned'] ?? [])];
  const pronouns = read('pronouns');
  const slot = (name: string): SearchExpression => new SearchExpression(slots[name] ?? '(?!)');
  const accepted = slot('acceptedOffer');
  const of = (words['meetingOf'] ?? []).join('|') || '(?!)';
  return {
    held: read('held'),
    future: join(read('future'), compile('futureNumbered')),
    atMeeting: join(read('atMeetings'), compile('atNumbered')),
    alone: read('heldAlone'),
    prepares: read('prepares'),
    planned: slot('plannedMeeting'),
    past: read('pastMeetings'),
    meetingPlace: slot('meetingPlace'),
    next,
    beforeNext: new SearchExpression(`(?:${toCueSource(words['beforeNext'] ?? [])})\\s*$`),
    nextVerb: join(read('nextVerbs'), compile('nextAt')),
    agreed: join(read('agreed'), [accepted]),
    accepted,
    offers: read('hostOffers'),
    noun,
    reporters: new SearchExpression(`(?:${toCueSource(words['reporters'] ?? [])})$`),
    reportedAfter: new SearchExpression(`^(?:${toCueSource(words['reportedAfter'] ?? [])})`),
    anyNoun: new SearchExpression(`${noun.source}|${slots['meetingnoun'] ?? '(?!)'}`),
    opened: read('opened'),
    closed: read('closed'),
    named: new NamedDays(words),
    pronouns,
    violence: read('violence'),
    acts: toCue([...Object.values(file.condemnations), ...Object.values(file.approvals)].flat()),
    purposes: read('purposes'),
    beforeMentioned: toBefore(mentioned),
    beforeEarlier: toBefore([...mentioned, ...(words['beforeEarlier'] ?? [])]),
    beforePrepared: toBefore(words['beforePrepared']),
    preceded: slot('precededBy'),
    pluperfect: read('pluperfect'),
    recalls: toCue(file.statements['recalled'] ?? []),
    nextOfOther: new SearchExpression(
      `(?:${next.source})\\s(?:\\p{L}+\\s){0,2}?(?:${noun.source})\\s(?:${of})\\s(?<body>.{2,60})`,
    ),
    labelled: new SearchExpression(`^(?:${read('labelNext').source})\\s?[:：]`),
    hosting: new SearchExpression(
      `(?:${noun.source}|^(?:${pronouns.source}))(?:(?!\\s(?:a|an|un|une)\\s)[^;]){0,90}$`,
    ),
    ...createOwnCues(file),
    places: compile('places'),
    hosts: compile('hosts'),
  };
}

/** Returns the expressions of sentences whose subject is the meeting. */
function createOwnCues({
  statements,
  approvals,
  words,
  slots,
}: NoteContext['file']): Pick<
  MeetingCues,
  'ownMeeting' | 'ownStart' | 'counted' | 'acted' | 'relative' | 'earlierClause'
> {
  const own = slots['ownMeeting'] ?? '(?!)';
  const verbs = [statements, approvals].flatMap((lists) => Object.values(lists).flat());
  return {
    ownMeeting: new SearchExpression(`^(?:${own})\\s*$`),
    ownStart: new SearchExpression(`^(?:${own})(?!\\p{L})`),
    earlierClause: new SearchExpression(
      `^(?:${toCueSource(words['earlierClauses'] ?? [])})\\s[^,;:]{3,160},\\s`,
    ),
    relative: new SearchExpression(`,\\s(?=(?:${toCueSource(words['relatives'] ?? [])})\\s)`),
    counted: new SearchExpression(`(?:${slots['countedBefore'] ?? '(?!)'})$`),
    acted: toCue([...verbs, ...(words['clauseVerbs'] ?? [])]),
  };
}

function join(words: SearchExpression, patterns: readonly SearchExpression[]): SearchExpression {
  return new SearchExpression([words, ...patterns].map(({ source }) => source).join('|'));
}

/** Returns the form of words with at most a few others between them and the end. */
function toBefore(words: readonly string[] = []): SearchExpression {
  return new SearchExpression(`(?:${toCueSource(words)})(?:\\s?[^\\s,;]+){0,4}?\\s*$`);
}
