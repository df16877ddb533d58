import { formatFieldName } from '@rapporteur/pages';
import type { Schemas } from '../api/query-answers.ts';
import { type SyntheticEvent, useState } from 'react';
import { ChangeSteps, findProblem } from './change-parts.tsx';
import { RadioChoice, TextInput } from './form-parts.tsx';
import { formatRecordMessage } from './record-messages.ts';
import { useActor } from './use-actor.ts';
import { useChange } from './use-change.ts';

interface ResolveFormProps {
  readonly collection: string;
  readonly conflict: Schemas['Conflict'];
}

const NO_EVIDENCE = { kind: 'note', document: '', text: '' } as const;

/** The form that resolves a conflict: the value that holds, or none, and why. */
export function ResolveForm({ collection, conflict }: ResolveFormProps) {
  const [holds, setHolds] = useState<string>();
  const [reason, setReason] = useState('');
  const [by, setBy] = useState('');
  const [actor, setActor] = useActor();
  const progress = useChange(actor);
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (holds === undefined) return;
    progress.plan(
      { kind: 'resolve', conflict: conflict.conflict, holds, by },
      { collection, reason, evidence: NO_EVIDENCE },
    );
  };
  const field = formatFieldName(conflict.field);
  const edit = (set: () => void): void => {
    set();
    progress.reset();
  };
  return (
    <form className="record-start" onSubmit={submit}>
      <fieldset>
        <legend>{formatRecordMessage('resolve.holds', { field })}</legend>
        <RadioChoice
          options={listOptions(conflict)}
          value={holds}
          onChange={(value) => edit(() => setHolds(value))}
        />
      </fieldset>
      <TextInput
        label={formatRecordMessage('resolve.resolution')}
        help={formatRecordMessage('resolve.resolutionHelp')}
        value={reason}
        problem={findProblem(progress, 'resolution')}
        onChange={(value) => edit(() => setReason(value))}
      />
      <TextInput
        label={formatRecordMessage('resolve.by')}
        help={formatRecordMessage('resolve.byHelp')}
        value={by}
        problem={findProblem(progress, 'by')}
        isRequired={false}
        onChange={(value) => edit(() => setBy(value))}
      />
      <ChangeSteps
        progress={progress}
        actor={actor}
        onActor={setActor}
        collection={collection}
        fields={['resolution', 'by']}
      />
    </form>
  );
}

/** Returns the statements of a conflict, and the choice of none. */
function listOptions(conflict: Schemas['Conflict']) {
  return [
    ...conflict.sentences.map((one) => ({
      value: one.event,
      label: one.sentence,
    })),
    { value: '', label: formatRecordMessage('resolve.none') },
  ];
}
