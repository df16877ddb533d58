import type { Projection } from '../projection.ts';
import { SAMPLE_PROJECTION } from './sample-projection.ts';

/** A later release of the sample projection, which renames every meeting. */
export const RENAMING_PROJECTION: Projection = {
  ...SAMPLE_PROJECTION,
  version: 2,
  project: (event) =>
    SAMPLE_PROJECTION.project(event).map((row) =>
      row.table === 'meetings' ? { ...row, values: { ...row.values, meeting: 'renamed' } } : row,
    ),
};

/** The differences that the later release causes. */
export const RENAMED_DIFFERENCES = [
  { table: 'meetings', change: 'changed', column: 'meeting', reason: 'Renamed.' },
] as const;
