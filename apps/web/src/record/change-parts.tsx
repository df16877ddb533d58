import { PageLink } from '../components/page-link.tsx';
import { formatMessage } from '../messages/messages.ts';
import { ActorField } from './actor-field.tsx';
import type { ChangeEvidence } from './change-yaml.ts';
import { RadioChoice, SelectField, TextInput } from './form-parts.tsx';
import { PlannedEvents } from './planned-events.tsx';
import { RecordedPages } from './recorded-pages.tsx';
import { formatRecordMessage } from './record-messages.ts';
import { useSuggestions } from './suggestions.ts';
import type { ChangeProgress } from './use-change.ts';

/** The reason and the evidence of a change. */
export interface GroundsInput {
  readonly reason: string;
  readonly evidence: ChangeEvidence;
}

interface GroundsFieldsProps {
  readonly collection: string;
  readonly grounds: GroundsInput;
  readonly onChange: (grounds: GroundsInput) => void;
  readonly problemOf: (field: string) => string | undefined;
}

const KINDS = ['words', 'document', 'address', 'note'] as const;

/** The fields of the reason and the evidence, each with its problem. */
export function GroundsFields({ collection, grounds, onChange, problemOf }: GroundsFieldsProps) {
  const { reason, evidence } = grounds;
  const { DocumentId: documents = [] } = useSuggestions(collection);
  const change = (changed: Partial<ChangeEvidence>): void =>
    onChange({ reason, evidence: { ...evidence, ...changed } });
  const { kind } = evidence;
  return (
    <>
      <TextInput
        label={formatRecordMessage('change.reason')}
        help={formatRecordMessage('change.reasonHelp')}
        value={reason}
        problem={problemOf('reason')}
        onChange={(value) => onChange({ reason: value, evidence })}
      />
      <fieldset>
        <legend>{formatRecordMessage('change.evidence')}</legend>
        <RadioChoice
          options={KINDS.map((value) => ({
            value,
            label: formatRecordMessage(`evidence.${value}`),
          }))}
          value={kind}
          onChange={(value) => change({ kind: value as ChangeEvidence['kind'] })}
        />
        {(kind === 'words' || kind === 'document') && (
          <SelectField
            label={formatRecordMessage('evidence.documentId')}
            options={documents.map(({ id, name }) => ({ value: id, label: name }))}
            value={evidence.document}
            none={formatRecordMessage('form.choose')}
            onChange={(document) => change({ document })}
          />
        )}
        {kind !== 'document' && (
          <TextInput
            label={formatRecordMessage(`evidence.${kind}Label`)}
            help={formatRecordMessage(`evidence.${kind}Help`)}
            value={evidence.text}
            problem={problemOf('evidence')}
            onChange={(text) => change({ text })}
          />
        )}
      </fieldset>
    </>
  );
}

interface ChangeStepsProps {
  readonly progress: ChangeProgress;
  readonly actor: string;
  readonly onActor: (actor: string) => void;
  readonly collection: string;
  /** The fields that have a place of their own in the form. */
  readonly fields: readonly string[];
}

/** The steps after the form: what would be recorded, and what was. */
export function ChangeSteps({ progress, actor, onActor, collection, fields }: ChangeStepsProps) {
  const { stage, record } = progress;
  const base = `/collections/${encodeURIComponent(collection)}`;
  if (stage.kind === 'recorded')
    return (
      <section aria-label={formatRecordMessage('recording.done')}>
        <h2>{formatRecordMessage('recording.done')}</h2>
        <RecordedPages answer={stage.answer} />
        <p>
          <PageLink to={`${base}/corrections`}>{formatMessage('list.corrections')}</PageLink>
        </p>
      </section>
    );
  return (
    <>
      <ActorField actor={actor} onChange={onActor} />
      {stage.kind === 'failed' && (
        <div role="alert" className="failure">
          {stage.message !== '' && <p>{stage.message}</p>}
          <p>{formatRecordMessage('recording.lost')}</p>
          <ul>
            {stage.issues
              .filter(({ field }) => !fields.includes(field.split('.')[0] ?? ''))
              .map(({ field, message }) => (
                <li key={field + message}>{message}</li>
              ))}
          </ul>
        </div>
      )}
      {stage.kind === 'planned' ? (
        <PlannedEvents answer={stage.answer} onRecord={() => record(stage)} />
      ) : (
        <button type="submit" className="primary" disabled={stage.kind === 'busy'}>
          {formatRecordMessage(stage.kind === 'busy' ? 'recording.busy' : 'recording.check')}
        </button>
      )}
    </>
  );
}

/** Returns the problem of a field of a change. */
export function findProblem({ stage }: ChangeProgress, name: string): string | undefined {
  if (stage.kind !== 'failed') return undefined;
  return stage.issues.find(({ field }) => field === name || field.startsWith(`${name}.`))?.message;
}
