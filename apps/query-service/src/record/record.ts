import {
  type CorrectionView,
  listConflicts,
  listCorrections,
  TIMELINE,
} from '@rapporteur/read-models';
import { plain, worked } from '../csv.ts';
import { flag, list, PAGED, since } from '../parameters.ts';
import { printPosition } from '../position.ts';
import { defineQuestion } from '../question.ts';
import { quotePassages } from '../sources.ts';

/** What was corrected or retracted, and on what evidence. */
export const CORRECTIONS = defineQuestion({
  path: 'corrections',
  tag: 'record',
  doc: 'Corrections and retractions as they were recorded: old value, new value, who, why, and on what evidence.',
  projections: [TIMELINE],
  parameters: {
    ...PAGED,
    since: since('Only those recorded since: a day, or a time with its zone'),
    target: list('Only of these facts'),
  },
  columns: [
    ...plain(
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
    worked<CorrectionView>(
      'evidence',
      ({ evidence }) => evidence.note ?? evidence.address ?? evidence.document,
    ),
  ],
  answer: async ({ database, at, texts, page, parameters: p }) => {
    const { rows, next } = await listCorrections(
      database,
      at,
      { since: p.since, targets: p.target },
      page,
    );
    const data = rows.map(async ({ evidence, pseq, ...row }) => ({
      ...row,
      position: printPosition(at.partition, pseq),
      evidence: { ...evidence, passages: await quotePassages(texts, evidence.passages) },
    }));
    return { data: await Promise.all(data), rows, next };
  },
});

/** Where facts contradict each other. */
export const CONFLICTS = defineQuestion({
  path: 'conflicts',
  tag: 'record',
  doc: 'Facts that contradict each other, with every value; the record does not say which is right.',
  projections: [TIMELINE],
  parameters: {
    ...PAGED,
    resolved: flag('Only those that were settled (true), or those that were not (false)'),
    event: list('Only of these facts'),
  },
  columns: [
    ...plain('conflict', 'flaggedAt', 'field', 'events', 'values', 'standing'),
    ...plain('resolved', 'resolution', 'resolvedBy', 'resolvedAt'),
  ],
  answer: async ({ database, at, page, parameters: p }) => {
    const { rows, next } = await listConflicts(
      database,
      at,
      { resolved: p.resolved, events: p.event },
      page,
    );
    return {
      data: rows.map(({ pseq, ...row }) => ({
        ...row,
        position: printPosition(at.partition, pseq),
      })),
      rows,
      next,
    };
  },
});
