import { listShortNames, type NamedBody } from './body-names.ts';
import type { NoteContext } from './note-context.ts';
import { toCueSource } from './cues.ts';

/** The short names of a body anywhere, and at the end of some words. */
interface OwnBodyCue {
  readonly names: number;
  readonly cue: RegExp;
  readonly ending: RegExp;
}

const ARTICLE = "(?:^|[,:;]\\s|(?<!\\p{L})(?:[tT]he|[lL]e|[lL]a|[lL]es|that)\\s|[lL]')";
const CUES = new WeakMap<NamedBody, OwnBodyCue>();

/** Returns the cue of the short names of the note's body: "the Council", "the Harbour Council". */
export function toOwnBodyCue({ mainBody, part }: NoteContext): OwnBodyCue | undefined {
  const body = part.speaker ?? mainBody;
  if (body === undefined) return undefined;
  const known = CUES.get(body);
  if (known?.names === body.names.size) return known;
  const source = toCueSource(listShortNames(body));
  const made = {
    names: body.names.size,
    cue: new RegExp(source, 'u'),
    ending: new RegExp(`${ARTICLE}(?:${source})$`, 'u'),
  };
  CUES.set(body, made);
  return made;
}
