import { describe, expect, it } from 'vitest';
import { createTableFile, proposeTable } from './table-draft.ts';

describe('The proposal of a mapping in the browser', () => {
  it('fails with the way to mend a table that is not UTF-8', async () => {
    const file = createTableFile(new File([new Uint8Array([0x50, 0xe9, 0x0a])], 'a.csv'));
    await expect(proposeTable(file, { collection: 'harbour', language: 'en' })).rejects.toThrow(
      /not a text in utf-8.* or save the table as UTF-8\./,
    );
  });
});
