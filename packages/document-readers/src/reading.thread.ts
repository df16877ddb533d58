/** The program of the thread that reads documents. It answers each request with one message. */
import { parentPort } from 'node:worker_threads';
import { DocumentReadError } from './document-read-error.ts';
import { readFormat } from './format-reader.ts';
import type { ReadingAnswer, ReadingRequest } from './reading-messages.ts';

async function answer({ bytes, format }: ReadingRequest): Promise<ReadingAnswer> {
  try {
    return { kind: 'content', content: await readFormat(bytes, format) };
  } catch (error) {
    if (error instanceof DocumentReadError) {
      const { code, rule, fix } = error;
      return { kind: 'refused', refusal: { code, rule, fix } };
    }
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
}

const port = parentPort;
port?.on('message', (request: ReadingRequest) => {
  void answer(request).then((message) => port.postMessage(message));
});
