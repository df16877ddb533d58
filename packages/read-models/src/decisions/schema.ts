/** The schema of the present version. */
export const DECISIONS_SCHEMA = 'decisions_v1';
