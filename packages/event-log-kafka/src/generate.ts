/** Writes the AsyncAPI document of the topic of events. */
import { writeFileSync } from 'node:fs';
import { createAsyncApiDocument } from './async-api.ts';

const text = `${JSON.stringify(createAsyncApiDocument(), null, 2)}\n`;
writeFileSync(new URL('../../../docs/asyncapi.json', import.meta.url), text);
