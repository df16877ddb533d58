/** Words that begin a phrase and need no article before them. */
const DETERMINERS =
  /^(?:the|an?|this|that|these|those|its|his|her|their|our|all|both|each|every|any|some|several|many|no|one|two|three|four|five|six|seven|eight|nine|ten|\d+)\b/i;

/** Words that begin a sentence and are no names, so that they may be written small elsewhere. */
const FUNCTION_WORDS = new Set(
  (
    'a an the this that these those it its they their he his she her we our there all any both ' +
    'each every many more most no none several some such other others in on at by for from to ' +
    'as if after before since until under within without during against between among about of ' +
    'with not only when where while how whether because and but or nor yet one two three four ' +
    'five six seven eight nine ten people attempts attacks attack help problems work states ' +
    'nuclear sovereign local foreign joint new military armed civil terror terrorist strikes ' +
    'strike siege raid raids bombing bombings shooting killing killings hostage plane train bus ' +
    'car missile drone massacre draft annual final programme program plan plans report reports ' +
    'list lists measures measure statute concept strategy roadmap cooperation recorded assault ambush clashes fighting'
  ).split(' '),
);

/** Endings of nouns, adjectives and participles that are hardly ever those of a name. */
const COMMON_ENDING =
  /(?:[st]ions?|ments?|it(?:y|ies)|ness|ists?|isms?|ive|ing|ous|ful|ible|able|ances?|ences?|ships?|ures?|ers|ors|ical|ized|ised)$/;

/** Capitalizes the first letter. */
export function capitalize(text: string): string {
  return text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}

/** Returns whether the first word of a text is no name, so that it may be written small. */
export function beginsWithCommonWord(text: string): boolean {
  const [, word = '', next = ''] = /^([A-Za-z]+)(?:\s+(\S))?/.exec(text) ?? [];
  const small = word.toLowerCase();
  const isCommon = FUNCTION_WORDS.has(small) || COMMON_ENDING.test(small);
  // `Resolution 2231` and `Security Council` are names; `USA` is an abbreviation.
  return isCommon && word.slice(1) === small.slice(1) && !isNameAfter(small, next);
}

function isNameAfter(word: string, next: string): boolean {
  return !FUNCTION_WORDS.has(word) && /[\dA-Z]/.test(next);
}

/** Returns whether a text begins with a name that has a capital in any place: `Resolution 2231`. */
export function beginsWithName(text: string): boolean {
  return /^(?:\S*\p{Lu}\S*\p{Lu}|\p{Lu}\S*\s+[\p{Lu}\d])/u.test(text);
}

/** Returns a name or phrase without a full stop, since more words follow. */
export const stripStop = (text: string): string => text.trim().replace(/(?<!\.)\.$/, '');

/** Returns words of the recorder as part of a sentence: without a full stop, and small at first. */
export function toClause(text: string): string {
  const clause = stripStop(text);
  return beginsWithCommonWord(clause) ? clause.charAt(0).toLowerCase() + clause.slice(1) : clause;
}

/** Returns `A, B and C`; with semicolons if a member has a comma of its own. */
export function joinWords(words: readonly string[], conjunction = 'and'): string {
  if (words.length < 2) return words.join('');
  const last = words.at(-1) ?? '';
  return words.some((word) => word.includes(', '))
    ? `${words.slice(0, -1).join('; ')}; ${conjunction} ${last}`
    : `${words.slice(0, -1).join(', ')} ${conjunction} ${last}`;
}

/** Returns a value between two phrases, or nothing if there is no value. */
export function formatOptional(
  before: string,
  value: string | null | undefined,
  after = '',
): string {
  return value === null || value === undefined || value === '' ? '' : `${before}${value}${after}`;
}

/** Joins the parts of a sentence by spaces; a part that begins with a comma follows at once. */
export function compose(...parts: readonly (string | null | undefined)[]): string {
  return parts
    .filter((part) => part !== null && part !== undefined && part !== '')
    .join(' ')
    .replace(/ (?=[,;:.])/g, '')
    .replace(/,(?=[,;:.])/g, '');
}

/** Ends a sentence: a capital at first, one full stop at last. */
export function finishSentence(text: string): string {
  const sentence = capitalize(compose(text).trim().replace(/,$/, ''));
  return /[.!?]”?$/.test(sentence) ? sentence : `${sentence}.`;
}

/** Returns `a plan` or `an exercise`; the phrase itself if it has a determiner. */
export function addIndefiniteArticle(phrase: string): string {
  if (DETERMINERS.test(phrase)) return phrase;
  const soundsLikeVowel =
    /^(?:[aeio]|u(?!ni|s[aeiu]|ti|r[aeiou])|hour|hono|heir)/i.test(phrase) &&
    !/^(?:eu|one\b|once)/i.test(phrase);
  return `${soundsLikeVowel ? 'an' : 'a'} ${phrase}`;
}

/** Returns the phrase with `the`, unless it has a determiner; `The` is written small. */
export function addDefiniteArticle(phrase: string): string {
  if (DETERMINERS.test(phrase)) return phrase.replace(/^The\b/, 'the');
  return `the ${phrase}`;
}

/** Returns `44th` for 44. */
export function formatNth(value: number): string {
  const tens = value % 100;
  const suffix = tens > 10 && tens < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th');
  return `${value}${suffix}`;
}

/** Returns the plural of the head of a phrase: `lists of measures`, `strategies`. */
export function pluralize(phrase: string): string {
  const [, head = phrase, rest = ''] = /^(.*?)( (?:of|for|on|in|to) .*)?$/.exec(phrase) ?? [];
  if (/(?:s|x|z|ch|sh)$/.test(head)) return `${head}es${rest}`;
  return /[^aeiou]y$/.test(head) ? `${head.slice(0, -1)}ies${rest}` : `${head}s${rest}`;
}

/** Returns whether a verb after the phrase is in the plural. */
export function isPlural(phrase: string): boolean {
  if (/^(?:an?|one|each|every|this|that)\b/i.test(phrase)) return false;
  const [head = ''] = phrase
    .replace(/ “[^”]*”/g, '')
    .split(
      / (?:of|for|on|to|in|at|by|with|between|from|against|about|directed|under|over|that|which)\b/,
    );
  if (/ and /.test(head)) return true;
  if (/\b(?:people|children|police|men|women)$/i.test(head)) return true;
  return /[^sui]s[”"]?$/.test(head) && !/(?:series|news|headquarters)$/i.test(head);
}

/** Returns a term in words: `took note of`, `counter-financing`, `work plan`. */
export function formatTerm(term: string): string {
  return term.replace(
    /(?<!\b(?:counter|anti|non|self|co|cross|post|pre|ex|re|vice|inter|multi))-/g,
    ' ',
  );
}

const PARTICIPLES: Readonly<Record<string, string>> = {
  began: 'begun',
  chose: 'chosen',
  drew: 'drawn',
  forbade: 'forbidden',
  forgave: 'forgiven',
  froze: 'frozen',
  gave: 'given',
  saw: 'seen',
  spoke: 'spoken',
  swore: 'sworn',
  took: 'taken',
  undertook: 'undertaken',
  withdrew: 'withdrawn',
  wrote: 'written',
};

/** Returns a verb in the past tense as a participle: `taken note of` for `took note of`. */
export function toParticiple(verb: string): string {
  return verb.replace(/^\w+/, (word) => PARTICIPLES[word] ?? word);
}

/** Returns the verb of a decision in words. `stated` means that the source has no verb. */
export function formatVerb(verb: string): string {
  return verb === 'stated' ? 'mentioned' : formatTerm(verb);
}

/** Returns `was` or `were` after a phrase. */
export const formatWas = (phrase: string): string => (isPlural(phrase) ? 'were' : 'was');

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/**
 * Returns whether a text mentions a phrase: at least half of its words of four letters and more
 * have a word in the text that begins alike.
 */
export function mentions(text: string, phrase: string): boolean {
  const stems = (fold(phrase).match(/[\p{L}\d]{4,}/gu) ?? [fold(phrase)]).map((word) =>
    word.slice(0, 5),
  );
  const found = stems.filter((stem) =>
    new RegExp(`(?<!\\p{L})${escape(stem)}`, 'u').test(fold(text)),
  );
  return found.length * 2 >= stems.length;
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
