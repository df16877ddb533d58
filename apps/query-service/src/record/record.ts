import { formatLogPosition } from '@rapporteur/event-log';
import {
  type CorrectionView,
  listConflicts,
  listCorrections,
  TIMELINE,
} from '@rapporteur/read-models';
import { fieldColumns, computedColumn } from '../csv.ts';
import { booleanParameter, listParameter, PAGE_PARAMETERS, sinceParameter } from '../parameters.ts';
import { defineQuery } from '../query.ts';
import { quotePassages } from '../fact-sources.ts';

/** What was corrected or retracted, and on what evidence. */
export const CORRECTIONS = defineQuery({
  path: 'corrections',
  tag: 'record',
  doc: 'Corrections and retractions as they were recorded: old value, new value, who, why, and on what evidence.',
  projections: [TIMELINE],
  parameters: {
    ...PAGE_PARAMETERS,
    since: sinceParameter('Only those recorded since: a day, or a time with its zone'),
    target: listParameter('Only of these facts'),
  },
  columns: [
    ...fieldColumns(
      'event',
      'recordedAt',
      'actor',
      'change',
      'target',
      'targetType',
      'field',
      'oldValue',
      'newValue',
      'reason',
    ),
    computedColumn<CorrectionView>(
      'evidence',
      ({ evidence }) => evidence.note ?? evidence.address ?? evidence.document,
    ),
  ],
  execute: async ({ database, at, texts, page, parameters: p }) => {
    const { rows, next } = await listCorrections(
      database,
      at,
      { since: p.since, targets: p.target },
      page,
    );
    const data = rows.map(async ({ evidence, pseq, ...row }) => ({
      ...row,
      position: formatLogPosition({ partition: at.partition, pseq }),
      evidence: { ...evidence, passages: await quotePassages(texts, evidence.passages) },
    }));
    return { data: await Promise.all(data), rows, next };
  },
});

/** Where facts contradict each other. */
export const CONFLICTS = defineQuery({
  path: 'conflicts',
  tag: 'record',
  doc: 'Facts that contradict each other, with every value; the record does not say which is right.',
  projections: [TIMELINE],
  parameters: {
    ...PAGE_PARAMETERS,
    resolved: booleanParameter(
      'Only those that were settled (true), or those that were not (false)',
    ),
    event: listParameter('Only of these facts'),
  },
  columns: [
    ...fieldColumns('conflict', 'flaggedAt', 'field', 'events', 'values', 'standing'),
    ...fieldColumns('resolved', 'resolution', 'resolvedBy', 'resolvedAt'),
  ],
  execute: async ({ database, at, page, parameters: p }) => {
    const { rows, next } = await listConflicts(
      database,
      at,
      { resolved: p.resolved, events: p.event },
      page,
    );
    return {
      data: rows.map(({ pseq, ...row }) => ({
        ...row,
        position: formatLogPosition({ partition: at.partition, pseq }),
      })),
      rows,
      next,
    };
  },
});
