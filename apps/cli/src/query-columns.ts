/** Which columns of an answer a person is shown; programs get all of them. Nothing here: all of them. */
export const COLUMNS_FOR_PEOPLE: Readonly<Record<string, readonly string[]>> = {};
