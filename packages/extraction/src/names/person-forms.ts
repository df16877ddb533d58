import { onceByFile, toCue, toCueSource } from '../language/cues.ts';
import type { LanguageFile } from '../language/language-file.ts';
import { SearchExpression } from '../search/search-expression.ts';
import type { MarkedSentence } from '../notes/sentence-reader.ts';

const CAPITAL = "(?:(?:\\p{Lu}\\.){2,3}|\\p{Lu}[\\p{L}'’-]*\\.?)";
const PARTICLE = '(?:bin|ibn|al|el|de|da|do|dos|del|della|van|von|der)';
/** A name of a person, of several words. */
export const PERSON_NAME = `${CAPITAL}(?:\\s(?:${PARTICLE}\\s){0,2}${CAPITAL}){1,6}`;
/** Without a title, only two words are a name for sure: others may belong to the office. */
const SHORT_NAME =
  "(?:\\p{Lu}\\.\\s?){1,2}\\p{Lu}[\\p{L}'’-]+|\\p{Lu}[\\p{Ll}'’-]+\\s\\p{Lu}[\\p{L}'’-]+";
/** Directly after the state of an office, all words with a capital are the name. */
const ATTACHED_NAME =
  "(?:\\p{Lu}\\p{Ll}{0,2}\\.\\s?){1,3}\\p{Lu}[\\p{L}'’-]+|\\p{Lu}[\\p{L}'’-]+(?:\\s(?:(?:bin|ibn|al|el|de|da|van|von|бен|бин|ибн|аль|эль|де|да|фон|ван)\\s){0,2}(?:(?:\\p{Lu}\\.){2,3}|\\p{Lu}[\\p{L}'’-]*)){1,4}(?:\\s(?:оглы|оглу|кызы))?";

const OF_STATE = "(?:(?:of|from|de|du|des|de la)\\s(?:the\\s)?|de l['’]|d['’])";

/** The forms of persons with a title or an office. */
export interface PersonForms {
  /** "Mr Raúl Vega", "H.E. Ana Sa". */
  readonly titled: SearchExpression;
  /** A name with its office after it, and nothing before it: "Ana Sa, Minister of Transport". */
  readonly beforeOffice: SearchExpression;
  /** A name with a title, its office after it, at the end of words that tell of others. */
  readonly listed: SearchExpression;
  /** A name with a title before a state or body that begins its office: "Mr Vega, the ". */
  readonly titledLast: SearchExpression;
  /** A name at the end, with its office before it: "the Minister of Transport Ana Sa". */
  readonly afterOffice: SearchExpression;
  readonly title: SearchExpression;
  /** An office after an adjective: " Deputy Foreign Minister". */
  readonly leads: SearchExpression;
  /** The words between an office and the end, without a comma: "the Minister of Trade of". */
  readonly office: SearchExpression;
  /** A name directly after a state. */
  readonly attached: SearchExpression;
  /** A name with a second office, after the state of the first and a dash. */
  readonly dashed: SearchExpression;
  /** A name after the state of its office and a comma. */
  readonly apposed: SearchExpression;
  /** "во главе с министром Анной Са": the name has the case of the words before it. */
  readonly headed: SearchExpression;
  /** The name of a chair in the genitive, before its office. */
  readonly chaired: SearchExpression;
  /** "President Ana Sa of", before a state. */
  readonly ofState: SearchExpression;
  /** "And Bo Li of", after "the Presidents Ana Sa of Malta". */
  readonly ofNextState: SearchExpression;
  /** An office of several persons: "the Presidents". */
  readonly shared: SearchExpression;
  /** "Mr Sa (Malta)": a name of one word needs a title. */
  readonly surname: SearchExpression;
  /** "Ana Sa (". */
  readonly bracketed: SearchExpression;
  /** Words that are part of no name of a person. */
  readonly noName: SearchExpression;
}

/** Returns the forms of a language; undefined if it has no offices. */
export const getPersonForms = onceByFile((file): PersonForms | undefined => {
  const { titles = [], personOffices = [], portfolios = [], noPersons = [] } = file.words;
  if (personOffices.length === 0) return undefined;
  const title = `(?:${titles.join('|') || '(?!)'})`;
  const office = toCueSource(personOffices);
  const name =
    file.language === 'zh' ? '(?!主持|担任|出席|参加|共同|分别)\\p{Script=Han}{2,4}?' : PERSON_NAME;
  const nouns = [...Object.values(file.bodyNouns).flat(), ...(file.words['documentNouns'] ?? [])];
  // "Секретарём Союза Анной Са": the body of an office is in another case.
  const stems = nouns.map((noun) => `${noun.replace(/[аяйоеь]$/u, '')}\\p{Ll}{0,3}`).join('|');
  return {
    titled: new SearchExpression(
      `(?<!\\p{L})(?:${title}[\\s,]+)+(?:(?:${office})\\s(?:${title}[\\s,]+)*)?(?<name>${name})`,
      'd',
    ),
    beforeOffice: new SearchExpression(
      `^(?:${title}[\\s,]+)*(?<name>${name})(?:,|\\s?[(–—-])\\s?[^;:]{0,60}?(?:${office})`,
      'd',
    ),
    listed: new SearchExpression(
      `(?:^|\\s)(?:${title}[\\s,]+)+(?<name>${name}),\\s(?!(?:le|la|the)\\s|l')[^;:,]{0,60}?(?:${office})[^;:,]*$`,
      'd',
    ),
    titledLast: new SearchExpression(
      `(?:^|\\s)(?:${title}[\\s,]+)+(?<name>${name})(?:,\\sthe)?$`,
      'd',
    ),
    afterOffice: new SearchExpression(
      file.language === 'zh'
        ? `(?:${office})(?<name>${name})(?=主持|担任)`
        : `(?:${office})(?:(?!,)[^;:]){0,90}?(?<!\\s(?:the|of|for|on|and|in))\\s(?<name>${SHORT_NAME})$`,
      'd',
    ),
    leads: new SearchExpression(`^(?:['’]s)?\\s(?:\\p{Lu}[\\p{L}-]+\\s){0,2}(?:${office})`),
    office: new SearchExpression(`(?<office>${office})[^,;:]{0,90}$`),
    attached: new SearchExpression(
      `^(?:\\s(?:(?:при|at|to|auprès de)\\s(?:the\\s|l')?\\p{Lu}{2,10}|(?:в|при)\\s\\p{Lu}[\\p{Ll}-]+(?:\\s\\p{Ll}+){0,3}?))?\\s(?:[–—-]\\s|\\((?:(?:${office})[^()–—:]{0,40}\\s?[–—:-]\\s(?:(?:${office})\\s(?:[^(),;:]{0,60}?\\s)??)?)?)?(?:${title}\\s)*(?<name>${ATTACHED_NAME})(?=[,.;)]|\\s[\\p{Ll}\\d]|$)`,
    ),
    dashed: new SearchExpression(
      `^\\s[–—-]\\s(?<office>${office})\\s(?:[^,;:.()]{0,90}?\\s)??(?:${title}\\s)*(?<name>${ATTACHED_NAME})(?=[,.;)]|\\s[\\p{Ll}\\d]|$)`,
    ),
    apposed: new SearchExpression(`^,\\s(?:${title}\\s)*(?<name>${PERSON_NAME})(?=[,.;)]|$)`),
    headed: new SearchExpression(
      `^(?:[\\s,]*|\\s[^,;:.]{0,80}\\s)(?:${toCueSource(file.words['headedBy'] ?? [])})\\s(?:[^,;:]{0,90}?\\s)??(?!(?:\\p{Lu}{2,}|${stems})\\s)(?<name>${ATTACHED_NAME})(?=[,.;)]|\\s\\p{Ll}|$)`,
    ),
    chaired: new SearchExpression(file.slots['chairedname'] ?? '(?!)'),
    title: new SearchExpression(`^(?:(?:${title}|(?:${office}))[\\s,]+)+`),
    ofState: new SearchExpression(
      `(?:${office})\\s(?:${title}[\\s,]+)*(?<name>${PERSON_NAME})\\s${OF_STATE}$`,
      'd',
    ),
    ofNextState: new SearchExpression(`^(?:${title}\\s)*(?<name>${PERSON_NAME})\\s${OF_STATE}$`),
    shared: toCue(file.words['sharedOffices'] ?? []),
    surname: new SearchExpression(`^(?:${title}[\\s,]+)+(?<name>${CAPITAL})(?=\\s\\()`, 'd'),
    bracketed: new SearchExpression(`(?<name>${SHORT_NAME})\\s?\\($`),
    noName: new SearchExpression(
      toCueSource([...nouns, ...personOffices, ...portfolios, ...noPersons]),
    ),
  };
});

/** A line that is only a name, or has an office after it: "Sa Ana, Director". */
const NAME_LINE = new SearchExpression(
  `^(?:[–—-]\\s)?(?<name>${PERSON_NAME})(?=[,;.]?$|,\\s\\p{Ll}|\\s[–—-]\\s\\p{Ll})`,
);

/** Returns the name of a person that is all that a line states, or that its office follows. */
export function findListedName({ marked }: MarkedSentence, file: LanguageFile): string | undefined {
  const forms = getPersonForms(file);
  if (forms === undefined) return undefined;
  const name = NAME_LINE.exec(forms.title.remove(marked))?.groups?.['name'];
  return name === undefined || forms.noName.test(name) ? undefined : name;
}
