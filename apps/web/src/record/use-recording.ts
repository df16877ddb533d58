import { useEffect, useMemo, useState } from 'react';
import { saveDraft } from './draft-storage.ts';
import type { BuiltCommand, FactIssue, OpenDraft } from './open-draft.ts';
import { ApiProblem } from '../api/api-client.ts';
import type { Schemas } from '../api/query-answers.ts';
import { putText, sendCommand, waitForPosition } from './record-api.ts';
import { useRecordRefresh } from './use-refresh.ts';
import type { WebReview } from './use-review.ts';

type GoodCommand = Extract<BuiltCommand, { readonly ok: true }>;

/** The stage of a recording: what would be recorded, then what was. */
export type RecordingStage =
  | { readonly kind: 'idle' }
  | { readonly kind: 'busy' }
  | {
      readonly kind: 'planned';
      readonly built: GoodCommand;
      readonly answer: Schemas['CommandResponse'];
    }
  | { readonly kind: 'recorded'; readonly answer: Schemas['CommandResponse'] }
  | { readonly kind: 'failed'; readonly message: string; readonly issues: readonly FactIssue[] };

interface RecordingParts {
  readonly draft: OpenDraft;
  readonly review: WebReview;
  readonly actor: string;
  readonly onIssues: (issues: readonly FactIssue[]) => void;
}

/** Sends the accepted facts: first a dry run, then the command that was shown. */
export function useRecording({ draft, review, actor, onIssues }: RecordingParts) {
  const { content } = review.state;
  const [stage, setStage] = useState<RecordingStage>({ kind: 'idle' });
  const refresh = useRecordRefresh();
  const built = useMemo(() => draft.buildCommand(content), [draft, content]);
  // A plan for other facts is no plan for these.
  useEffect(() => setStage({ kind: 'idle' }), [content]);

  const run = async (work: () => Promise<RecordingStage>): Promise<void> => {
    setStage({ kind: 'busy' });
    onIssues([]);
    try {
      setStage(await work());
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      const issues = built.ok ? draft.placeIssues(built, error.issues) : [];
      onIssues(issues);
      setStage({ kind: 'failed', message: error.message, issues });
    }
  };
  const plan = async (good: GoodCommand): Promise<RecordingStage> => {
    const { name, body } = good.command;
    const answer = await sendCommand({ name, body, dryRun: true, actor });
    return { kind: 'planned', built: good, answer };
  };
  const record = async (
    good: GoodCommand,
    planned: Schemas['CommandResponse'],
  ): Promise<RecordingStage> => {
    const { name, body } = good.command;
    for (const { sha256, text } of good.texts) await putText(sha256, text);
    const expectedVersion = findVersionBefore(planned);
    const answer = await sendCommand({ name, body, dryRun: false, actor, expectedVersion });
    await saveDraft({
      ...draft.stored,
      review: review.saved,
      savedAt: new Date().toISOString(),
      recordedAt: answer.position,
    });
    await waitForPosition(answer.collection, answer.position);
    await refresh();
    return { kind: 'recorded', answer };
  };
  return {
    stage,
    built,
    plan: (good: GoodCommand) => void run(() => plan(good)),
    record: (good: GoodCommand, planned: Schemas['CommandResponse']) =>
      void run(() => record(good, planned)),
  };
}

/** Returns the version that the stream has now: that after the events of the plan, less these. */
function findVersionBefore({ version, stream, events }: Schemas['CommandResponse']): number | null {
  if (version === null) return null;
  return version - events.filter(({ subject }) => subject === stream).length;
}
