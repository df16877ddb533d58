/** The schema of the present version. */
export const TIMELINE_SCHEMA = 'timeline_v1';
