/** The characters that stand for mentions in a marked sentence. */
export const MARKS = { date: '\uE000', state: '\uE001', body: '\uE002' } as const;
