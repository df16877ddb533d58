import { findMemberKind } from '@rapporteur/drafting';
import type { Fields } from './fields.ts';
import type { PageMention, PageEvidence } from './page-block.ts';
import type { PageContext } from './page-context.ts';

/** Returns what is behind a row, whatever its text says. */
export function readEvidence(row: Fields, context: PageContext): PageEvidence {
  const events = [row.peek('event'), row.peek('events')].flat().filter(isText);
  return { events, mentions: listMentions(row, context) };
}

/** Returns what is behind a sentence that is made of several rows: the events of all. */
export function joinEvidence(rows: readonly Fields[], context: PageContext): PageEvidence {
  const events = rows.flatMap((row) => readEvidence(row, context).events);
  return { events: [...new Set(events)], mentions: [] };
}

function listMentions(row: Fields, context: PageContext): readonly PageMention[] {
  const own = row.peek('collection');
  const collection = isText(own) ? own : null;
  return row.names().flatMap((member) => {
    const kind = findMemberKind(member);
    const ids = kind === null ? [] : [row.peek(member)].flat().filter(isText);
    return ids.flatMap((id) =>
      kind === null || context.isOwn(id) ? [] : [{ kind, id, collection }],
    );
  });
}

const isText = (value: unknown): value is string => typeof value === 'string';
