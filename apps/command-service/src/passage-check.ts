import {
  CATALOGUE,
  type Command,
  type Passage,
  type Reference,
  findReferences,
  sha256Hex,
} from '@rapporteur/contracts';
import type { CommandRejection } from '@rapporteur/command-runtime';
import type { StoredText, TextStore } from '@rapporteur/platform';

interface LocatedPassage {
  readonly passage: Passage;
  readonly field: string;
}

function listPassages(command: Command): readonly LocatedPassage[] {
  if (command.kind !== 'facts') {
    const evidence = 'evidence' in command.body ? command.body.evidence.passages : [];
    return evidence.map((passage, n) => ({ passage, field: `evidence.passages.${n}` }));
  }
  return command.facts.flatMap(({ type, data, path }) => {
    const field = (reference: Reference): string =>
      path === '' ? reference.path : `${path}.${reference.path}`;
    return findReferences(CATALOGUE.getDefinition(type).schema, data).flatMap((reference) =>
      reference.to === 'passage' ? [{ passage: reference.passage, field: field(reference) }] : [],
    );
  });
}

function checkPassage(
  { passage, field }: LocatedPassage,
  text: StoredText,
): readonly CommandRejection[] {
  const found = text.excerpt(passage.start, passage.end);
  const object = (part: string, message: string, remedy: string): readonly CommandRejection[] => [
    { code: 'COMMAND_PASSAGE_MISMATCH', field: `${field}.${part}`, message, remedy, event: null },
  ];
  if (!found.ok) {
    return object(
      'end',
      `the text has ${text.characters} characters, the passage ends at ${passage.end}`,
      'give code-point offsets within the text',
    );
  }
  if (sha256Hex(found.words) !== passage.sha256) {
    return object(
      'sha256',
      `the words from ${passage.start} to ${passage.end} of the text held here have another hash`,
      'take the offsets and the hash from the same words of this very text',
    );
  }
  if (found.line !== passage.line) {
    return object(
      'line',
      `the words begin on line ${found.line}, not ${passage.line}`,
      `give line ${found.line}`,
    );
  }
  return [];
}

/** What is wrong with a command's passages, as far as the texts are held here; nothing is said of the others. */
export async function checkPassages(
  command: Command,
  texts: TextStore,
): Promise<readonly CommandRejection[]> {
  const objections: CommandRejection[] = [];
  for (const found of listPassages(command)) {
    const text = await texts.get(found.passage.documentSha256);
    if (text !== undefined) objections.push(...checkPassage(found, text));
  }
  return objections;
}
