import { SearchExpression } from '../search/search-expression.ts';
import type { NamedBody } from './body-names.ts';
import { listShortNames } from './short-names.ts';
import type { NoteContext } from '../notes/note-context.ts';
import { toCueSource } from '../language/cues.ts';

/** The short names of a body anywhere, and at the end of some words. */
interface OwnBodyCue {
  readonly names: number;
  readonly cue: SearchExpression;
  readonly ending: SearchExpression;
}

const ARTICLE = "(?:^|[,:;]\\s|(?<!\\p{L})(?:[tT]he|[lL]e|[lL]a|[lL]es|that)\\s|[lL]')";
const CUES = new WeakMap<NamedBody, OwnBodyCue>();
/** The notes of a folder are mostly of a few bodies. */
const CUES_BY_NAMES = new Map<string, Pick<OwnBodyCue, 'cue' | 'ending'>>();
const CUES_MAX = 2000;

/** Returns the cue of the short names of the note's body: "the Council", "the Harbour Council". */
export function toOwnBodyCue({ mainBody, part }: NoteContext): OwnBodyCue | undefined {
  const body = part.speaker ?? mainBody;
  if (body === undefined) return undefined;
  const known = CUES.get(body);
  if (known?.names === body.names.size) return known;
  const made = { names: body.names.size, ...createCue(listShortNames(body)) };
  CUES.set(body, made);
  return made;
}

function createCue(names: readonly string[]): Pick<OwnBodyCue, 'cue' | 'ending'> {
  const key = names.join('\n');
  const known = CUES_BY_NAMES.get(key);
  if (known !== undefined) return known;
  const source = toCueSource(names);
  const made = {
    cue: new SearchExpression(source),
    ending: new SearchExpression(`${ARTICLE}(?:${source})$`),
  };
  if (CUES_BY_NAMES.size >= CUES_MAX) CUES_BY_NAMES.clear();
  CUES_BY_NAMES.set(key, made);
  return made;
}
