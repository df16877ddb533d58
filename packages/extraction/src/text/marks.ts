/** The characters that stand for mentions in a marked sentence. */
export const MARKS = { date: '\uE000', state: '\uE001', body: '\uE002' } as const;

/** The characters around the adverbs that a form of a verb may have: one form stands for many. */
export const ADVERBS = { start: '\uE010', end: '\uE011' } as const;
