import { stringify } from 'yaml';

/** The evidence of a change, as the form has it. */
export interface ChangeEvidence {
  readonly kind: 'words' | 'document' | 'address' | 'note';
  /** The id of a recorded document. */
  readonly document: string;
  /** The words, the address or the note. */
  readonly text: string;
}

/** A change of the record, as the form has it. */
export type RecordChange =
  | {
      readonly kind: 'correct';
      readonly target: string;
      readonly field: string;
      readonly oldValue: unknown;
      readonly newValue: unknown;
    }
  | { readonly kind: 'retract'; readonly target: string; readonly scope: 'event' | 'command' }
  | {
      readonly kind: 'merge';
      readonly thing: string;
      readonly merged: string;
      readonly into: string;
    }
  | {
      readonly kind: 'resolve';
      readonly conflict: string;
      /** The fact whose value holds; empty for none. */
      readonly holds: string;
      readonly by: string;
    };

/** Returns the file with the command of a change, in the words of docs/submissions.md. */
export function formatChange(
  change: RecordChange,
  {
    collection,
    reason,
    evidence,
  }: {
    readonly collection: string;
    readonly reason: string;
    readonly evidence: ChangeEvidence;
  },
): string {
  const grounds = { reason, evidence: toEvidence(evidence) };
  return stringify({
    ...toCommand(change, reason),
    collection,
    ...(change.kind === 'resolve' ? {} : grounds),
  });
}

function toCommand(change: RecordChange, reason: string): Readonly<Record<string, unknown>> {
  switch (change.kind) {
    case 'correct': {
      const { target, field, oldValue, newValue } = change;
      return { command: 'CorrectRecord', target, field, oldValue, newValue };
    }
    case 'retract':
      return {
        command: 'RetractRecord',
        [change.scope === 'event' ? 'target' : 'commandOf']: change.target,
      };
    case 'merge': {
      const { thing, merged, into } = change;
      return { command: 'MergeRecords', kind: thing, merged, into };
    }
    case 'resolve': {
      const { conflict, holds, by } = change;
      return {
        command: 'ResolveConflict',
        conflict,
        resolution: reason,
        ...(holds === '' ? {} : { holds }),
        ...(by === '' ? {} : { by }),
      };
    }
  }
}

function toEvidence({ kind, document, text }: ChangeEvidence): unknown {
  switch (kind) {
    case 'words':
      return { document, quote: text };
    case 'document':
      return { document };
    case 'address':
      return { address: text };
    case 'note':
      return { note: text };
  }
}
