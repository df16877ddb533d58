import type { CommandRejection } from '@rapporteur/command-runtime';
import {
  CATALOGUE,
  type Command,
  findReferences,
  type Passage,
  type Reference,
  sha256Hex,
} from '@rapporteur/contracts';
import type { StoredText, TextStore } from '@rapporteur/platform';

interface LocatedPassage {
  readonly passage: Passage;
  readonly field: string;
}

function listPassages(command: Command): readonly LocatedPassage[] {
  if (command.kind !== 'facts') {
    const evidence = 'evidence' in command.body ? command.body.evidence.passages : [];
    return evidence.map((passage, index) => ({ passage, field: `evidence.passages.${index}` }));
  }

  return command.facts.flatMap(({ type, data, path }) => {
    const prefix = path === '' ? '' : `${path}.`;
    const formatField = (reference: Reference): string => prefix + reference.path;
    return findReferences(CATALOGUE.getDefinition(type).schema, data).flatMap((reference) =>
      reference.to === 'passage'
        ? [{ passage: reference.passage, field: formatField(reference) }]
        : [],
    );
  });
}

function checkPassage(
  { passage, field }: LocatedPassage,
  text: StoredText,
): readonly CommandRejection[] {
  const excerpt = text.excerpt(passage.start, passage.end);
  const reject = (part: string, message: string, remedy: string): readonly CommandRejection[] => [
    { code: 'COMMAND_PASSAGE_MISMATCH', field: `${field}.${part}`, message, remedy, event: null },
  ];

  if (!excerpt.ok) {
    return reject(
      'end',
      `The text has ${text.characters} characters; the passage ends at ${passage.end}.`,
      'Give code-point offsets within the text.',
    );
  }
  if (sha256Hex(excerpt.words) !== passage.sha256) {
    return reject(
      'sha256',
      `The stored text has another hash from ${passage.start} to ${passage.end}.`,
      'Compute the offsets and the hash from the same words of this text.',
    );
  }
  if (excerpt.line !== passage.line) {
    return reject(
      'line',
      `The words begin on line ${excerpt.line}, not ${passage.line}.`,
      `Give line ${excerpt.line}.`,
    );
  }
  return [];
}

/**
 * Returns the rejections of a command's passages. It cannot check those of texts not stored here.
 */
export async function checkPassages(
  command: Command,
  texts: TextStore,
): Promise<readonly CommandRejection[]> {
  const rejections: CommandRejection[] = [];
  for (const located of listPassages(command)) {
    const text = await texts.get(located.passage.documentSha256);
    if (text !== undefined) rejections.push(...checkPassage(located, text));
  }
  return rejections;
}
