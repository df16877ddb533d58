import type { ReviewItem } from '@rapporteur/review';
import { formatRecordMessage, type RecordMessageKey } from './record-messages.ts';
import type { WebReview } from './use-review.ts';

/** The glyph of each state: its shape tells it without colour. */
const GLYPHS = { open: '○', accepted: '✓', rejected: '✕', seen: '✓' } as const;

const GROUPS = ['merge', 'fact', 'rejected', 'contradiction', 'sentence'] as const;

interface ItemListProps {
  readonly review: WebReview;
  readonly lit: ReadonlySet<string>;
  readonly onLight: (names: ReadonlySet<string>) => void;
  readonly describe: (item: ReviewItem) => {
    readonly text: string;
    readonly isDoubtful: boolean;
  };
}

/** All items of the draft by kind, each with its state. Rejected ones can be taken back. */
export function ItemList(props: ItemListProps) {
  const { review } = props;
  const { content } = review.state;
  const isRejected = ({ key }: ReviewItem): boolean =>
    content.outcomes.get(key)?.status === 'rejected';
  // A sentence of which the recorder made a fact is not without one.
  const isPlaced = (item: ReviewItem): boolean =>
    item.kind === 'sentence' &&
    content.items.some(
      (one) =>
        one.kind === 'fact' &&
        !isRejected(one) &&
        (review.views.facts.get(one.key)?.ranges ?? one.ranges).some(
          ({ start, end }) => start < item.range.end && end > item.range.start,
        ),
    );
  const groupOf = (item: ReviewItem): (typeof GROUPS)[number] =>
    isRejected(item) ? 'rejected' : item.kind;
  return (
    <nav className="record-items" aria-label={formatRecordMessage('items')}>
      {GROUPS.map((group) => {
        const items = content.items.filter((item) => groupOf(item) === group && !isPlaced(item));
        if (items.length === 0) return null;
        return (
          <section key={group}>
            <h2>
              {formatRecordMessage(`items.${group}` satisfies RecordMessageKey)} ({items.length})
            </h2>
            <ol>
              {items.map((item) => (
                <ListedItem key={item.key} {...props} item={item} />
              ))}
            </ol>
          </section>
        );
      })}
    </nav>
  );
}

function ListedItem({
  review,
  lit,
  onLight,
  describe,
  item,
}: ItemListProps & { readonly item: ReviewItem }) {
  const { key } = item;
  const { content, index } = review.state;
  const status = content.outcomes.get(key)?.status ?? 'open';
  const { text, isDoubtful } = describe(item);
  return (
    <li>
      <button
        type="button"
        className={`is-${status} ${lit.has(key) ? 'is-lit' : ''}`}
        aria-current={key === content.items[index]?.key ? 'true' : undefined}
        onClick={() => review.goToKey(key)}
        onMouseEnter={() => onLight(new Set([key]))}
        onMouseLeave={() => onLight(new Set())}
        onFocus={() => onLight(new Set([key]))}
        onBlur={() => onLight(new Set())}
      >
        <span aria-hidden="true">{GLYPHS[status]}</span>
        <span className="hidden">{formatRecordMessage(`status.${status}`)}: </span>
        <span className="item-words">
          {text}
          {isDoubtful && status === 'open' && (
            <strong className="warning"> {formatRecordMessage('doubtful')}</strong>
          )}
        </span>
      </button>
      {status === 'rejected' && (
        <button
          type="button"
          className="take-back"
          aria-label={formatRecordMessage('items.takeBackNamed', { item: text.slice(0, 80) })}
          onClick={() => review.takeBack(key)}
        >
          {formatRecordMessage('items.takeBack')}
        </button>
      )}
    </li>
  );
}
