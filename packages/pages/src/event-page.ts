import { formatLocalTime } from './words/local-time.ts';
import { around, capitalize, joinParts } from './words/list-words.ts';
import type { Fields } from './fields.ts';
import type { PageBlock } from './page-block.ts';
import type { PageContext } from './page-context.ts';
import { buildSections } from './page-section.ts';

/** Builds the page of one event of the log: its sentence, its data and its envelope. */
export function buildEventPage(page: Fields, context: PageContext): readonly PageBlock[] {
  const id = page.text('event');
  const type = page.text('type');
  context.own(id);
  page.skip('pseq');
  return [
    {
      kind: 'title',
      text: page.text('sentence') ?? spellType(type ?? 'Event'),
      note: joinParts('event', type, id),
    },
    { kind: 'paragraph', text: formatLead(page) },
    ...buildSections(page, context, ['data', 'passages', 'history', 'changes']),
  ];
}

/** Returns `Conflict flagged` for `ConflictFlagged`. */
function spellType(type: string): string {
  return capitalize(type.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase());
}

function formatLead(page: Fields): string {
  const time = page.text('recordedAt');
  const version = page.number('streamVersion');
  const recorded = joinParts(
    'Recorded',
    around('at ', time === null ? null : formatLocalTime(time)),
    around('by ', page.text('actor')),
    around('at the position ', page.text('position')),
  );
  const stream = joinParts(
    around('in the stream ', page.text('stream')),
    version === null ? null : `with the version ${version}`,
  );
  const standing = page.text('standing')?.replaceAll('-', ' ') ?? 'not known';
  return `${joinParts(recorded, stream)}. Its status: ${standing}.`;
}
