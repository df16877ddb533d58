import type { ReviewItem } from '@rapporteur/review';
import { formatRecordMessage, type RecordMessageKey } from './record-messages.ts';
import type { WebReview } from './use-review.ts';

/** The glyph of each state: its shape tells it without colour. */
const GLYPHS = { open: '○', accepted: '✓', rejected: '✕', seen: '✓' } as const;

const GROUPS = ['merge', 'fact', 'contradiction', 'sentence'] as const;

interface ItemListProps {
  readonly review: WebReview;
  readonly lit: ReadonlySet<string>;
  readonly onLight: (names: ReadonlySet<string>) => void;
  readonly describe: (item: ReviewItem) => {
    readonly text: string;
    readonly isDoubtful: boolean;
  };
}

/** All items of the draft by kind, each with its state. */
export function ItemList({ review, lit, onLight, describe }: ItemListProps) {
  const { content, index } = review.state;
  const current = content.items[index]?.key;
  return (
    <nav className="record-items" aria-label={formatRecordMessage('items')}>
      {GROUPS.map((kind) => {
        const items = content.items.filter((item) => item.kind === kind);
        if (items.length === 0) return null;
        return (
          <section key={kind}>
            <h2>
              {formatRecordMessage(`items.${kind}` satisfies RecordMessageKey)} ({items.length})
            </h2>
            <ol>
              {items.map((item) => {
                const { key } = item;
                const status = content.outcomes.get(key)?.status ?? 'open';
                const { text, isDoubtful } = describe(item);
                return (
                  <li key={key}>
                    <button
                      type="button"
                      className={`is-${status} ${lit.has(key) ? 'is-lit' : ''}`}
                      aria-current={key === current ? 'true' : undefined}
                      onClick={() => review.goToKey(key)}
                      onMouseEnter={() => onLight(new Set([key]))}
                      onMouseLeave={() => onLight(new Set())}
                      onFocus={() => onLight(new Set([key]))}
                      onBlur={() => onLight(new Set())}
                    >
                      <span aria-hidden="true">{GLYPHS[status]}</span>
                      <span className="hidden">{formatRecordMessage(`status.${status}`)}: </span>
                      <span>
                        {text}
                        {isDoubtful && status === 'open' && (
                          <strong className="warning"> {formatRecordMessage('doubtful')}</strong>
                        )}
                      </span>
                    </button>
                  </li>
                );
              })}
            </ol>
          </section>
        );
      })}
    </nav>
  );
}
