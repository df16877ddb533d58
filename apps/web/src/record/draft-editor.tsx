import { getItem, isDoubtful, type ReviewItem, type TextRange } from '@rapporteur/review';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { CharacterRange } from './document-text.ts';
import { DocumentPane, type ShownPassage } from './document-pane.tsx';
import { EditorBar } from './editor-bar.tsx';
import { FormOfFact, type OpenForm } from './form-of-fact.tsx';
import { ItemCard } from './item-card.tsx';
import { ItemList } from './item-list.tsx';
import { KeyBar, KeySheet } from './key-bar.tsx';
import type { FactIssue, OpenDraft } from './open-draft.ts';
import { pressEditorKey } from './editor-keys.ts';
import { useKeys, useSingleKeys } from './record-keys.ts';
import { formatRecordMessage } from './record-messages.ts';
import { RecordingPanel } from './recording-panel.tsx';
import { readLanguage } from './source-fields.ts';
import { useReview, type WebReview } from './use-review.ts';

interface DraftEditorProps {
  readonly draft: OpenDraft;
  readonly onLeave: () => void;
}

const NONE: ReadonlySet<string> = new Set();

/** The split screen: the document on the left, the record on the right. */
export function DraftEditor({ draft, onLeave }: DraftEditorProps) {
  const review = useReview(draft, { showRejected: true });
  const { state } = review;
  const item = getItem(state);
  const [lit, setLit] = useState(NONE);
  const [isHelpShown, setHelpShown] = useState(false);
  const [form, setForm] = useState<OpenForm>();
  const [singleKeys, setSingleKeys] = useSingleKeys();
  const split = useRef<HTMLDivElement>(null);
  const language = useMemo(() => readLanguage(draft.stored.yaml), [draft]);
  const passages = useMemo(() => listPassages(review), [state.content, review.views]);
  useEffect(() => setLit(NONE), [item?.key]);

  const press = (key: string): boolean =>
    form === undefined &&
    pressEditorKey(key, {
      review,
      isHelpShown,
      setHelpShown,
      openForm: setForm,
      goToText: () => split.current?.querySelector<HTMLElement>('.record-text')?.focus(),
    });
  useKeys(press, singleKeys);

  return (
    <div className="record">
      <EditorBar draft={draft} review={review} onLeave={onLeave} onHelp={() => press('?')} />
      {isHelpShown && (
        <KeySheet isOn={singleKeys} onChange={setSingleKeys} onClose={() => setHelpShown(false)} />
      )}
      <div className="record-split" ref={split}>
        <DocumentPane
          text={draft.stored.text}
          language={language}
          passages={passages}
          current={item?.key}
          lit={lit}
          onLight={setLit}
          onOpen={review.goToKey}
          onMake={(range) => setForm({ kind: 'make', range })}
        />
        <RecordSide
          draft={draft}
          review={review}
          form={form}
          onCloseForm={() => setForm(undefined)}
          isOn={singleKeys}
          lit={lit}
          onLight={setLit}
          onPress={press}
        />
      </div>
    </div>
  );
}

interface RecordSideProps {
  readonly draft: OpenDraft;
  readonly review: WebReview;
  readonly form: OpenForm | undefined;
  readonly onCloseForm: () => void;
  readonly isOn: boolean;
  readonly lit: ReadonlySet<string>;
  readonly onLight: (names: ReadonlySet<string>) => void;
  readonly onPress: (key: string) => void;
}

/** The present item or form, the keys, and all items. */
function RecordSide(props: RecordSideProps) {
  const { draft, review, form, onCloseForm, isOn, lit, onLight, onPress } = props;
  const { state, views } = review;
  const [issues, setIssues] = useState<readonly FactIssue[]>([]);
  const item = getItem(state);
  const renderItem = () =>
    item === undefined ? (
      <RecordingPanel draft={draft} review={review} onIssues={setIssues} />
    ) : (
      <ItemCard
        item={item}
        content={state.content}
        view={views.facts.get(item.key)}
        issues={issues.filter(({ key }) => key === item.key)}
        words={readItemWords(draft, item)}
        place={formatRecordMessage('place', {
          number: state.index + 1,
          count: state.content.items.length,
        })}
        onLight={(isLit) => onLight(isLit ? new Set([item.key]) : NONE)}
      />
    );
  return (
    <section className="record-side" aria-label={formatRecordMessage('side')}>
      {form === undefined ? (
        renderItem()
      ) : (
        <FormOfFact
          form={form}
          draft={draft}
          review={review}
          issues={issues}
          onClose={onCloseForm}
        />
      )}
      <p className="record-message" role="status">
        {state.message}
      </p>
      {form === undefined && (
        <KeyBar
          kind={item?.kind}
          isOn={isOn}
          canUndo={state.past.length > 0}
          canRedo={state.future.length > 0}
          onPress={onPress}
        />
      )}
      <ItemList
        review={review}
        lit={lit}
        onLight={onLight}
        describe={(one) => describeItem(draft, review, one)}
      />
    </section>
  );
}

/** Returns the passages of all items, those of rejected facts too. */
function listPassages({ state, views }: WebReview): readonly ShownPassage[] {
  const { items, outcomes } = state.content;
  return items.flatMap((item): readonly ShownPassage[] => {
    const status = outcomes.get(item.key)?.status;
    const shown = status === 'accepted' || status === 'rejected' ? status : 'open';
    const toPassage = ({ start, end }: CharacterRange): ShownPassage => ({
      name: item.key,
      start,
      end,
      status: item.kind === 'sentence' ? 'uncovered' : shown,
    });
    if (item.kind === 'sentence') return status === undefined ? [toPassage(item.range)] : [];
    if (item.kind !== 'fact') return [];
    return (views.facts.get(item.key)?.ranges ?? item.ranges).map(toPassage);
  });
}

function readItemWords({ text }: OpenDraft, item: ReviewItem): string {
  const ranges: readonly TextRange[] =
    item.kind === 'sentence' ? [item.range] : item.kind === 'fact' ? item.ranges : [];
  return ranges.map(({ start, end }) => text.slice(start, end) ?? '').join(' … ');
}

/** Returns an item in one line, and whether it is doubtful. */
function describeItem(draft: OpenDraft, { state, views }: WebReview, item: ReviewItem) {
  switch (item.kind) {
    case 'fact': {
      const { sentences = [] } = views.facts.get(item.key) ?? {};
      const text = sentences.length === 0 ? readItemWords(draft, item) : sentences.join(' ');
      return { text, isDoubtful: isDoubtful(state, item) };
    }
    case 'sentence':
      return { text: readItemWords(draft, item), isDoubtful: false };
    case 'merge':
      return { text: item.sentence.replaceAll('`', ''), isDoubtful: false };
    case 'contradiction':
      return { text: `${item.field}: ${item.values}`, isDoubtful: true };
  }
}
