import type { DraftValue } from '../draft.ts';
import { findWord, toCue } from '../language/cues.ts';
import { MARKS } from '../text/marks.ts';
import { toDateValue } from '../language/dates.ts';
import type { NoteContext } from '../notes/note-context.ts';
import type { UnitSpan } from '../text/prepared-text.ts';
import type { MarkedSentence, SentenceMention } from '../notes/sentence-reader.ts';
import { findMeetingPlace } from './meeting-places.ts';
import type { FactProposal } from '../notes/sentence-rules.ts';
import { createMeetingCues, type MeetingCues } from './meeting-cues.ts';
import { toOwnBodyCue } from '../names/own-body.ts';
import {
  findNextBody,
  findNextSpan,
  findTelling,
  findHost,
  findMark,
  findVerb,
  findPeriod,
  findPlaceTelling,
  findSession,
  isLater,
  isMainVerb,
  isMentioned,
  isOfHeld,
  isOfOther,
  isNextOfOther,
  type MeetingVerbs,
  pickHeld,
} from './meeting-details.ts';
import { toWholeName } from './whole-names.ts';
import { toOtherOrgan } from './other-organs.ts';
import { enterApart } from './apart-values.ts';
import { findNamed, findPrepared, isOfOtherKind } from './mentioned-meetings.ts';
import { keepStated } from '../notes/stated-fields.ts';

/** "The 7th meeting of the Harbour Council in Riga": a meeting as the subject of a sentence. */
const SUBJECT_WITHIN = 120;
const ARTICLE = /^(?:\p{L}{1,3}['\s]\s?)?$/u;
/** The cues of a language that tell of meetings. */
export class MeetingRule {
  readonly #cues: MeetingCues;
  readonly #file: NoteContext['file'];
  #last: MeetingVerbs | undefined;

  constructor(context: Pick<NoteContext, 'file' | 'numbers'>) {
    this.#cues = createMeetingCues(context);
    this.#file = context.file;
  }

  /** Returns whether the words can tell of a meeting: its patterns are worth a search. */
  mayTell(marked: string, { isOpening, hasMeeting }: NoteContext): boolean {
    if (this.#readVerbs(marked).tells) return true;
    return isOpening && !hasMeeting && this.#cues.anyNoun.test(marked.slice(0, SUBJECT_WITHIN));
  }

  /** Finds the verbs of a sentence. It is asked for several times in a row. */
  #readVerbs(marked: string): MeetingVerbs {
    if (this.#last?.marked === marked) return this.#last;
    const { next, nextVerb, atMeeting, prepares, accepted } = this.#cues;
    const held = findVerb(marked, this.#cues) ?? atMeeting.exec(marked);
    const planned = this.#cues.planned.exec(marked);
    const isPlanned = planned !== null && planned.index < (held?.index ?? marked.length);
    const future = this.#cues.future.exec(marked) ?? (isPlanned ? planned : null);
    const tells =
      held !== null ||
      future !== null ||
      [next, nextVerb, prepares, accepted].some((cue) => cue.test(marked));
    this.#last = { marked, held, future, tells };
    return this.#last;
  }

  /** Returns the first meeting that patterns name, unless the words only mention it. */
  findNamed(
    matched: readonly FactProposal[],
    sentence: MarkedSentence,
    context: NoteContext,
  ): FactProposal | undefined {
    return findNamed(matched, sentence, this.#cues, context);
  }

  /** Returns a later meeting that the words prepare, if they state its day. */
  findPrepared(
    matched: readonly FactProposal[],
    sentence: MarkedSentence,
    context: NoteContext,
  ): readonly FactProposal[] {
    return findPrepared(matched, sentence, this.#cues, context);
  }

  /** Completes a meeting that a pattern names: held, announced, or the next one of the body. */
  propose(
    named: FactProposal | undefined,
    sentence: MarkedSentence,
    context: NoteContext,
  ): readonly FactProposal[] {
    const found = named && toOtherOrgan(toWholeName(named, sentence, context), sentence, context);
    const { marked } = sentence;
    const { future } = this.#readVerbs(marked);
    const held = this.#findHeld(found, sentence, context);
    if (this.#isLaterOne(found, sentence, context))
      return this.#proposeNext(found, sentence, context);
    // "Held its 7th meeting in Riga and agreed to meet again" tells of the 7th first.
    const isOwn = found?.fields['ordinal'] !== undefined && !context.hasMeeting;
    const isFirst = isOwn && isMainVerb(held, this.#cues.nextVerb.exec(marked), this.#cues);
    if (!isFirst && this.#isNext(sentence, future !== null))
      return this.#proposeNext(found, sentence, context);
    // "Met today under Article 4, which says that talks shall take place" tells of a meeting that was held.
    const isHeld = isFirst || isOfHeld(held, future, this.#cues);
    const verb = isHeld ? held : future;
    if (found === undefined || verb === null) return [];
    if (isOfOtherKind(found, sentence, context)) return [];
    const fields = { body: context.mainBody?.body, ...found.fields };
    return fields.body === undefined
      ? []
      : this.#proposeTold({ ...found, fields: keepStated(fields) }, sentence, {
          verb,
          isHeld,
          context,
        });
  }

  /** Returns whether words plan a later meeting of the body of the note. */
  #isLaterOne(
    found: FactProposal | undefined,
    sentence: MarkedSentence,
    context: NoteContext,
  ): boolean {
    if (found === undefined || !isLater(found, context)) return false;
    const { marked } = sentence;
    const isFuture = this.#readVerbs(marked).future !== null && !this.#cues.offers.test(marked);
    const isPlanned = isFuture || this.#cues.agreed.test(marked);
    return isPlanned && !isOfOtherKind(found, sentence, context);
  }

  #isNext({ marked, sentence }: MarkedSentence, isFuture: boolean): boolean {
    const { next, nextVerb, noun, agreed, labelled, offers } = this.#cues;
    if (nextVerb.test(marked)) return true;
    const found = next.exec(marked);
    // The noun may be part of a name: "the next meeting of ministers", "the next Ports Forum".
    if (found === null) return false;
    const isNamed = marked[found.index + found[0].length + 1] === MARKS.body;
    if (!isNamed && !noun.test(sentence.text)) return false;
    // "Postponed to its next session" tells of something else.
    if (this.#cues.beforeNext.test(marked.slice(0, found.index))) return false;
    return (isFuture && !offers.test(marked)) || agreed.test(marked) || labelled.test(marked);
  }

  /** Returns the verb of a meeting that was held; not the noun in "the eighth meeting in Riga". */
  #findHeld(
    found: FactProposal | undefined,
    sentence: MarkedSentence,
    context: NoteContext,
  ): RegExpExecArray | null {
    if (isMentioned(found, sentence, this.#cues, context)) return null;
    const { isOpening, hasMeeting } = context;
    const held = pickHeld(this.#readVerbs(sentence.marked).held, sentence.marked, this.#cues);
    if (held !== null && isOfOther(found, held, sentence, this.#cues, context)) return null;
    if (held === null) return isOpening && !hasMeeting ? this.#findActing(found, sentence) : null;
    const isAtMeeting = this.#cues.atMeeting.test(held[0]);
    return isAtMeeting && (!isOpening || hasMeeting) ? null : held;
  }

  /** "The 7th meeting of the Council discussed the budget" tells that it was held. Returns the verb. */
  #findActing(
    found: FactProposal | undefined,
    { sentence, marked }: MarkedSentence,
  ): RegExpExecArray | null {
    if (typeof found?.fields['ordinal'] !== 'number') return null;
    const start = found.span.start - sentence.start;
    if (!ARTICLE.test(sentence.text.slice(0, start))) return null;
    return this.#readVerbs(marked).future === null ? this.#cues.acted.exec(marked) : null;
  }

  /** Returns a meeting with the day and the place of its sentence. */
  #proposeTold(
    found: FactProposal,
    sentence: MarkedSentence,
    {
      verb,
      isHeld,
      context,
    }: {
      readonly verb: RegExpExecArray;
      readonly isHeld: boolean;
      readonly context: NoteContext;
    },
  ): readonly FactProposal[] {
    const date = this.#findOwnDate(sentence, isHeld, context);
    const day = this.#toDay(sentence, date, { isHeld, context });
    const telling = findPlaceTelling(sentence, verb, this.#cues);
    const place = findMeetingPlace(
      sentence,
      this.#cues.places,
      { from: verb.index, telling },
      context.actors,
    );
    // Without a number or a day it is a mention of a meeting; the first sentences may tell of a place.
    const isFirst = isHeld && context.isOpening && !context.hasMeeting;
    const isPlaced = isFirst && (place !== undefined || this.#cues.alone.test(sentence.marked));
    if (found.fields['ordinal'] === undefined && day === undefined && !isPlaced) return [];
    const format = findWord(this.#file.formats, sentence.sentence.text);
    const told = isHeld
      ? { occurredOn: day, places: place && [place.value], format }
      : { scheduledOn: day, place: place?.value };
    const ends = [verb.index + verb[0].length, place?.end ?? 0, findMark(sentence, date)];
    const span = sentence.toSpan({ start: 0, end: Math.max(...ends) });
    return [
      {
        ...found,
        type: isHeld ? 'MeetingHeld' : 'MeetingAnnounced',
        fields: keepStated({
          session: findSession(found, sentence, { cues: this.#cues, file: this.#file }),
          ...found.fields,
          host: findHost(sentence, this.#cues, { until: telling.end }),
          ...told,
        }),
        span: { start: span.start, end: Math.max(span.end, found.span.end) },
        rule: isHeld ? 'meeting-held' : 'meeting-announced',
      },
    ];
  }

  /** Returns the period or day of a meeting; a day may have only a name, such as "today". */
  #toDay(
    sentence: MarkedSentence,
    date: (SentenceMention & { kind: 'date' }) | undefined,
    { isHeld, context }: { readonly isHeld: boolean; readonly context: NoteContext },
  ): DraftValue | undefined {
    return (
      findPeriod(sentence, this.#cues, context) ??
      (date && toDateValue(date)) ??
      this.#cues.named.find(sentence.marked, isHeld, context)
    );
  }

  /** "Met yesterday to prepare the summit of 4 May": the day after the purpose is that of its matter. */
  #findOwnDate(
    sentence: MarkedSentence,
    isHeld: boolean,
    context: NoteContext,
  ): (SentenceMention & { kind: 'date' }) | undefined {
    const date = this.#findDate(sentence, findTelling(sentence, this.#cues, true));
    const matter = this.#cues.purposes.exec(sentence.marked)?.index ?? 0;
    if (!isHeld || matter === 0 || findMark(sentence, date) <= matter) return date;
    const named = this.#cues.named.find(sentence.marked.slice(0, matter), true, context);
    return named === undefined ? date : undefined;
  }

  #proposeNext(
    found: FactProposal | undefined,
    sentence: MarkedSentence,
    context: NoteContext,
  ): readonly FactProposal[] {
    const body = findNextBody(found, context);
    const isOther = found === undefined && isNextOfOther(sentence.marked, this.#cues, context);
    if (body === undefined || isOther) return [];
    const whole = { start: 0, end: sentence.marked.length };
    const date = this.#findDate(sentence, whole);
    const place = findMeetingPlace(
      sentence,
      this.#cues.places,
      { from: 0, telling: whole },
      context.actors,
    );
    const fields = keepStated({
      body,
      ordinal: found?.fields['ordinal'],
      scheduledOn:
        (date && toDateValue(date)) ?? this.#cues.named.find(sentence.marked, false, context),
      place: place?.value,
      host: findHost(sentence, this.#cues),
    });
    const proposed = { span: findNextSpan(found, sentence, this.#cues), fields };
    // "Postponed it to the next meeting" tells nothing of that meeting.
    if (Object.keys(fields).length < 2) return [];
    if (body === context.mainBody?.body && context.hasMeeting)
      return [
        {
          ...proposed,
          type: 'NextMeetingAgreed',
          fields: { ...fields, after: 'MAIN', modality: 'decided' },
          confidence: 0.9,
          rule: 'next-meeting',
        },
      ];
    if (fields['scheduledOn'] === undefined && fields['ordinal'] === undefined) return [];
    return [
      {
        ...proposed,
        type: 'MeetingAnnounced',
        fields: {
          ...keepStated({
            session: findSession(found, sentence, { cues: this.#cues, file: this.#file }),
          }),
          ...fields,
          modality: 'planned',
        },
        confidence: 0.8,
        rule: 'meeting-announced',
      },
    ];
  }

  /** Returns whether the words speak of a meeting, or of the body of the note. */
  speaksOf({ marked, mentions }: MarkedSentence, context: NoteContext): boolean {
    return (
      mentions.some((one) => one.kind === 'body' && one.body === context.mainBody) ||
      this.#readVerbs(marked).tells ||
      this.#cues.anyNoun.test(marked) ||
      toCue(this.#file.words['proceedings'] ?? []).test(marked) ||
      this.#cues.pronouns.exec(marked)?.index === 0 ||
      toOwnBodyCue(context)?.cue.test(marked) === true
    );
  }

  #findDate(
    sentence: MarkedSentence,
    span: UnitSpan,
  ): (SentenceMention & { kind: 'date' }) | undefined {
    const dates = sentence.listMentions(span).filter(
      (mention): mention is SentenceMention & { kind: 'date' } =>
        mention.kind === 'date' &&
        // A period of years is that of a plan or an office.
        !/^\d{4}\/\d{4}$/.test(mention.edtf) &&
        !(/^\d{4}$/.test(mention.edtf) && this.#isAct(sentence.marked)) &&
        !this.#cues.reporters.test(sentence.marked.slice(0, findMark(sentence, mention) - 1)) &&
        !this.#cues.reportedAfter.test(sentence.marked.slice(findMark(sentence, mention))),
    );
    return (
      dates.find(({ precision }) => precision === 'day' || precision === 'other') ??
      dates.find(({ precision }) => precision === 'month') ??
      dates[0]
    );
  }

  /** A year beside an act is that of a plan; an accepted offer to host is no such act. */
  #isAct(marked: string): boolean {
    return this.#cues.acts.test(marked) && !this.#cues.accepted.test(marked);
  }

  /** Enters the values of the known meeting that a sentence of its own tells. */
  enterApart(sentence: MarkedSentence, context: NoteContext): void {
    enterApart(sentence, this.#readVerbs(sentence.marked), this.#cues, context);
  }
}
