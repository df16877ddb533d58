import { DOCUMENT_FACT_DEFINITIONS } from '@rapporteur/contracts';
import type { JsonFields } from '@rapporteur/pages';
import { type SyntheticEvent, useState } from 'react';
import { readWords } from '../components/json-words.ts';
import { ChangeSteps, findProblem, type GroundsInput, GroundsFields } from './change-parts.tsx';
import type { RecordChange } from './change-yaml.ts';
import { RadioChoice } from './form-parts.tsx';
import { CorrectFields } from './correct-fields.tsx';
import { listMergeable, MergeFields } from './merge-fields.tsx';
import { formatRecordMessage } from './record-messages.ts';
import { useActor } from './use-actor.ts';
import { useChange } from './use-change.ts';

const FACT_TYPES: ReadonlySet<string> = new Set(DOCUMENT_FACT_DEFINITIONS.map(({ type }) => type));
const ACTIONS = ['correct', 'retract', 'merge'] as const;
type ChangeAction = (typeof ACTIONS)[number];

interface ChangeFormProps {
  readonly collection: string;
  readonly event: JsonFields;
}

/** The form of a correction, a retraction or a merger, which begins at a fact. */
export function ChangeForm({ collection, event }: ChangeFormProps) {
  const isFact = FACT_TYPES.has(readWords(event, 'type'));
  const actions = listActions(event, isFact);
  const [action, setAction] = useState<ChangeAction>(isFact ? 'correct' : 'retract');
  const [change, setChange] = useState<RecordChange>();
  const [grounds, setGrounds] = useState<GroundsInput>(() => startGrounds(event));
  const [actor, setActor] = useActor();
  const progress = useChange(actor);
  const edit = (next: RecordChange | undefined): void => {
    setChange(next);
    progress.reset();
  };
  const editGrounds = (next: GroundsInput): void => {
    setGrounds(next);
    progress.reset();
  };
  const submit = (submitted: SyntheticEvent): void => {
    submitted.preventDefault();
    if (change !== undefined) progress.plan(change, { collection, ...grounds });
  };
  const problemOf = (field: string) => findProblem(progress, field);
  const fields = { collection, event, onChange: edit, problemOf };
  return (
    <form className="record-start" onSubmit={submit}>
      <fieldset>
        <legend>{formatRecordMessage('change.action')}</legend>
        <RadioChoice
          options={actions.map((value) => ({
            value,
            label: formatRecordMessage(`change.${isFact ? value : 'takeBack'}`),
          }))}
          value={action}
          onChange={(value) => {
            setAction(value as ChangeAction);
            edit(undefined);
          }}
        />
        {action === 'correct' && <CorrectFields {...fields} />}
        {action === 'retract' && <RetractFields {...fields} />}
        {action === 'merge' && <MergeFields {...fields} />}
      </fieldset>
      <GroundsFields
        collection={collection}
        grounds={grounds}
        onChange={editGrounds}
        problemOf={problemOf}
      />
      <ChangeSteps
        progress={progress}
        actor={actor}
        onActor={setActor}
        collection={collection}
        fields={['newValue', 'reason', 'evidence', 'into']}
      />
    </form>
  );
}

/** Returns the changes that an event may have: a correction, such as others, is only taken back. */
function listActions(event: JsonFields, isFact: boolean): readonly ChangeAction[] {
  if (!isFact) return ['retract'];
  return listMergeable(event).length > 0 ? ACTIONS : ['correct', 'retract'];
}

/** The evidence begins with the document of the fact. */
function startGrounds(event: JsonFields): GroundsInput {
  const [passage] = Array.isArray(event['passages']) ? (event['passages'] as JsonFields[]) : [];
  const document = passage === undefined ? '' : readWords(passage, 'document');
  return { reason: '', evidence: { kind: 'words', document, text: '' } };
}

/** The properties of the fields of one kind of change. */
export interface ChangeFieldsProps {
  readonly collection: string;
  readonly event: JsonFields;
  readonly onChange: (change: RecordChange | undefined) => void;
  readonly problemOf: (field: string) => string | undefined;
}

function RetractFields({ event, onChange }: ChangeFieldsProps) {
  const [scope, setScope] = useState<string>();
  return (
    <RadioChoice
      options={(['event', 'command'] as const).map((value) => ({
        value,
        label: formatRecordMessage(`retract.${value}`),
      }))}
      value={scope}
      onChange={(value) => {
        setScope(value);
        const target = readWords(event, 'event');
        onChange({ kind: 'retract', target, scope: value === 'event' ? 'event' : 'command' });
      }}
    />
  );
}
