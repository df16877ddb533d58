import { useState } from 'react';
import { type ChangeEvidence, formatChange, type RecordChange } from './change-yaml.ts';
import { prepareCommand } from './command-file.ts';
import { ApiProblem, type FieldIssue } from '../api/api-client.ts';
import type { Schemas } from '../api/query-answers.ts';
import { sendCommand, waitForPosition } from './record-api.ts';
import { useRecordRefresh } from './use-refresh.ts';

/** The stage of a change: what would be recorded, then what was. */
type ChangeStage =
  | { readonly kind: 'idle' }
  | { readonly kind: 'busy' }
  | {
      readonly kind: 'planned';
      readonly name: string;
      readonly body: Readonly<Record<string, unknown>>;
      readonly answer: Schemas['CommandResponse'];
    }
  | { readonly kind: 'recorded'; readonly answer: Schemas['CommandResponse'] }
  | {
      readonly kind: 'failed';
      readonly message: string;
      readonly issues: readonly FieldIssue[];
    };

/** The grounds of a change. */
interface ChangeGrounds {
  readonly collection: string;
  readonly reason: string;
  readonly evidence: ChangeEvidence;
}

/** Sends a change: first a dry run, then the command that was shown. */
export function useChange(actor: string) {
  const [stage, setStage] = useState<ChangeStage>({ kind: 'idle' });
  const refresh = useRecordRefresh();
  const run = async (work: () => Promise<ChangeStage>): Promise<void> => {
    setStage({ kind: 'busy' });
    try {
      setStage(await work());
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setStage({ kind: 'failed', message: error.message, issues: error.issues });
    }
  };
  const plan = async (change: RecordChange, grounds: ChangeGrounds): Promise<ChangeStage> => {
    const yaml = formatChange(change, grounds);
    const { collection, evidence } = grounds;
    const { name, body, problems } = await prepareCommand(yaml, {
      collection,
      document: evidence.document,
    });
    if (problems.length > 0)
      return {
        kind: 'failed',
        message: '',
        issues: problems.map(({ field, message, remedy }) => ({
          field,
          message: [message, remedy].filter((part) => part !== null).join(' '),
        })),
      };
    const answer = await sendCommand({ name, body, dryRun: true, actor });
    return { kind: 'planned', name, body, answer };
  };
  const record = async (
    planned: Extract<ChangeStage, { readonly kind: 'planned' }>,
  ): Promise<ChangeStage> => {
    const { name, body } = planned;
    const answer = await sendCommand({ name, body, dryRun: false, actor });
    await waitForPosition(answer.collection, answer.position);
    await refresh();
    return { kind: 'recorded', answer };
  };
  return {
    stage,
    reset: () => setStage({ kind: 'idle' }),
    plan: (change: RecordChange, grounds: ChangeGrounds) => void run(() => plan(change, grounds)),
    record: (planned: Extract<ChangeStage, { readonly kind: 'planned' }>) =>
      void run(() => record(planned)),
  };
}

export type ChangeProgress = ReturnType<typeof useChange>;
