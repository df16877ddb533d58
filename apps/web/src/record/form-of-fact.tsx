import {
  createWords,
  type FactItem,
  getFields,
  identifyFact,
  type ItemFields,
  type ItemView,
  type TextRange,
} from '@rapporteur/review';
import type { CharacterRange } from './document-text.ts';
import { FactForm } from './fact-form.tsx';
import type { FactIssue, OpenDraft } from './open-draft.ts';
import { formatRecordMessage } from './record-messages.ts';
import type { WebReview } from './use-review.ts';

/** The form that is open: of a fact, or of words that become one. */
export type OpenForm =
  | { readonly kind: 'edit'; readonly item: FactItem }
  | { readonly kind: 'make'; readonly range: CharacterRange };

interface FormOfFactProps {
  readonly form: OpenForm;
  readonly draft: OpenDraft;
  readonly review: WebReview;
  readonly issues: readonly FactIssue[];
  readonly onClose: () => void;
}

/** The form of a fact of the draft, or of selected words. */
export function FormOfFact({ form, draft, review, issues, onClose }: FormOfFactProps) {
  const { content } = review.state;
  const { text } = draft;
  const ranges = listRanges(form, draft);
  const item = form.kind === 'edit' ? form.item : createItem(ranges);
  const [range] = ranges;
  const wordFields =
    range === undefined ? {} : createWords(text, text.slice(range.start, range.end) ?? '', range);
  const fields = form.kind === 'edit' ? getFields(content, form.item) : wordFields;
  const check = (changed: ItemFields): ItemView | undefined =>
    draft.viewFact(content, { item, fields: changed }).facts.get(item.key);
  const save = (changed: ItemFields, isAccepted: boolean): void => {
    if (form.kind === 'edit') review.replace(changed);
    else review.add(changed, ranges);
    if (isAccepted) review.press('a');
    onClose();
  };
  return (
    <FactForm
      title={formatRecordMessage(form.kind === 'edit' ? 'form.edit' : 'form.make')}
      fields={fields}
      words={ranges.map(({ start, end }) => text.slice(start, end) ?? '').join(' … ')}
      defaults={draft.defaults}
      collection={draft.collection}
      issues={issues.filter(({ key }) => key === item.key)}
      check={check}
      onSave={save}
      onCancel={onClose}
    />
  );
}

function listRanges(form: OpenForm, { text }: OpenDraft): readonly TextRange[] {
  if (form.kind === 'edit') return form.item.ranges;
  const { start, end } = form.range;
  return [{ start, end, line: text.getLine(start) }];
}

/** A fact that is not among the items yet. */
function createItem(ranges: readonly TextRange[]): FactItem {
  return {
    kind: 'fact',
    key: `new ${identifyFact({}, ranges)}`,
    fields: {},
    rule: null,
    confidence: null,
    page: null,
    notes: [],
    isMade: true,
    ranges,
  };
}
