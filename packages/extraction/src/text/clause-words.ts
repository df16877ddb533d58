import { toLatin } from '../resolutions/citations.ts';

/** White space that is not one space. */
const WIDE_SPACE = /[^\S ]\s*| \s+/g;
const SUBJECT_LENGTH_MAX = 200;
const TOPIC_WORDS_MAX = 4;
const SMALL_WORDS =
  /^(?:the|a|an|of|and|or|to|in|on|at|by|for|with|from|that|this|these|those|its|their|his|her|all|any|as|is|are|was|were|be|been|has|have|had|which|who|also|such|other|into|their|it|they|no|not|than|regard|view|light|order|importance|need|de|la|le|les|des|du|et|à|aux|en|pour|sur)$/i;

/** Returns words shortened at the end of a clause or word, without the punctuation after it. */
export function shortenWords(text: string, lengthMax = SUBJECT_LENGTH_MAX): string {
  const plain = text.replace(WIDE_SPACE, ' ').replace(/[\s,;:.。；，]+$/u, '');
  if (plain.length <= lengthMax) return plain;
  const cut = plain.slice(0, lengthMax);
  const clause = Math.max(cut.lastIndexOf(', '), cut.lastIndexOf('; '));
  if (clause > lengthMax / 2) return cut.slice(0, clause);
  const word = cut.lastIndexOf(' ');
  return `${(word > lengthMax / 2 ? cut.slice(0, word) : toWellFormed(cut)).replace(/[\s,;:]+$/, '')} …`;
}

function toWellFormed(text: string): string {
  return /[\ud800-\udbff]$/.test(text) ? text.slice(0, -1) : text;
}

/** Returns the first words of a clause that mean something, as a term; `unnamed` without one. */
export function toTopic(text: string, wordsMax = TOPIC_WORDS_MAX): string {
  const words = toLatin(text)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/['’]s\b/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !SMALL_WORDS.test(word));
  const term = words
    .slice(0, wordsMax)
    .join('-')
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '')
    .replace(/-+/g, '-')
    .replace(/^-|-$/g, '');
  return term.slice(0, 80).replace(/-$/, '') || 'unnamed';
}

/** A clause before the subject: "Meeting in Odesa, the Council". */
export const OPENING =
  /^(?:In|On|At|During|Following|After|Among|Amongst|Upon|Besides|Under|With|Throughout|Before|Réunie?s?|Lors|Выступая|Открывая|Закрывая|Подводя|Комментируя|Касаясь|À|Aux?|Dans|En|Sur|Pour|Après|Avant|Outre|Concernant|Examinant|В|На|По|\p{Lu}\p{Ll}+ing|Agissant|Rappelant|Prenant|Considérant|Notant|Réaffirmant|Soulignant|Ayant|Vu|Conformément)\s[^,]{1,140},\s+(?:(?:présent|adopt|organis|tenu|réuni)(?:é?e?s?)\s[^,]{1,100},\s+)?/u;

/** "二、各方认为": the number of a paragraph. */
export const HAN_LABEL = /^[一二三四五六七八九十]{1,3}、\s?/u;
