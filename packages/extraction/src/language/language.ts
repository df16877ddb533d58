import { parse } from 'yaml';
import { z } from 'zod';
import { BodyFinder } from '../names/body-finder.ts';
import { CitationFinder, type DecisionSeries } from '../resolutions/citations.ts';
import { DateFinder } from './dates.ts';
import { type LanguageFile, parseLanguageFile } from './language-file.ts';
import { LeadingVerbFinder } from '../resolutions/leading-verb.ts';
import { MeetingRule } from '../meetings/meeting-rule.ts';
import { NumberWords } from './number-words.ts';
import { TermReader } from '../resolutions/paragraph-terms.ts';
import { RuleConfidences } from './rule-confidences.ts';
import { SentenceRules } from '../notes/sentence-rules.ts';
import { StateFinder } from '../names/state-finder.ts';

/** A series of `symbols.yaml`. */
const SeriesFile = z.array(
  z.strictObject({
    symbol: z.string(),
    id: z.string(),
    body: z.string(),
    issuers: z.array(z.string()),
    numbering: z.enum(['plain', 'session', 'year']),
  }),
);

/** Files of the folder that are no languages. */
const NO_LANGUAGES = new Set(['symbols.yaml', 'confidence.yaml']);

/** The finders of the paragraphs of one language. */
export interface ParagraphLanguage {
  readonly words: NonNullable<LanguageFile['resolution']>;
  readonly verbs: LeadingVerbFinder;
  readonly citations: CitationFinder;
  readonly terms: TermReader;
  readonly dates: DateFinder;
}

/** A language, with the finders made of its file. */
export interface Language {
  readonly file: LanguageFile;
  readonly abbreviations: ReadonlySet<string>;
  readonly numbers: NumberWords;
  readonly dates: DateFinder;
  readonly states: StateFinder;
  readonly bodies: BodyFinder;
  readonly meetings: MeetingRule;
  /** A frequent word of the language. */
  readonly marker: RegExp;
  readonly rules: SentenceRules;
  /** Undefined if the file has no section `resolution`. */
  readonly paragraphs: ParagraphLanguage | undefined;
}

/** The languages of a program. Making them takes some milliseconds; it is done once. */
export class Languages {
  readonly all: readonly Language[];
  readonly confidences: RuleConfidences;

  /**
   * Reads language files: their texts by name. `symbols.yaml` gives the series of decisions,
   * and `confidence.yaml` how often the rules were right. Throws an Error that names the file and the fault.
   */
  constructor(files: ReadonlyMap<string, string>) {
    const symbols = SeriesFile.parse(parse(files.get('symbols.yaml') ?? '[]'));
    const series = symbols.map(({ id, ...one }) => ({ ...one, idPrefix: id }));
    this.confidences = new RuleConfidences(files.get('confidence.yaml') ?? '');
    this.all = [...files]
      .filter(([name]) => name.endsWith('.yaml') && !NO_LANGUAGES.has(name))
      .map(([name, yaml]) => createLanguage(parseLanguageFile(name, yaml), series));
    if (this.all.length === 0) throw new Error('No language file is given.');
  }

  /** Returns the language of a text: the one with most of its frequent words. */
  detect(text: string): Language {
    const words = text.slice(0, 20_000).toLowerCase();
    const counted = this.all.map((language) => ({
      language,
      count: words.match(language.marker)?.length ?? 0,
    }));
    const best = counted.reduce((a, b) => (b.count > a.count ? b : a));
    return best.language;
  }
}

function createLanguage(file: LanguageFile, series: readonly DecisionSeries[]): Language {
  const numbers = new NumberWords(file);
  const dates = new DateFinder(file);
  const { resolution } = file;
  return {
    file,
    abbreviations: new Set(file.abbreviations),
    numbers,
    dates,
    states: new StateFinder(file),
    bodies: new BodyFinder(file),
    meetings: new MeetingRule({ file, numbers }),
    marker: compileMarkers(file.markers),
    rules: new SentenceRules(file, numbers),
    paragraphs:
      resolution === undefined
        ? undefined
        : {
            words: resolution,
            verbs: new LeadingVerbFinder(resolution),
            citations: new CitationFinder(resolution, series),
            terms: new TermReader({ ...file, resolution }, { numbers, dates }),
            dates,
          },
  };
}

function compileMarkers(markers: readonly string[]): RegExp {
  const isHan = (marker: string): boolean => /\p{Script=Han}/u.test(marker);
  const words = markers.filter((marker) => !isHan(marker));
  const forms = [
    ...(words.length === 0 ? [] : [`(?<!\\p{L})(?:${words.join('|')})(?!\\p{L})`]),
    ...markers.filter(isHan),
  ];
  return new RegExp(forms.join('|'), 'gu');
}
