import type { z } from 'zod';
import type { Passage } from './shapes/assertion.ts';

/** A passage for the examples of the vocabulary. */
export const examplePassage: z.input<typeof Passage> = {
  document: 'rats-council-44-note',
  documentSha256: '118b2b67e47a42f084500040bf1c15818f7a9f3112f92299524ac31110b26de9',
  start: 137,
  end: 325,
  sha256: '33a32c31cf4f41d6dd8ce0b4bc10b8a26b2a1a4a4f7d8b1b0d8c4f9e1d3b6a70',
  line: 2,
};
