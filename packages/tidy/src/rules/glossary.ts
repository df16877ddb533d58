import type { Finding, Rule, TreeFile } from '../tree-file.ts';

const GLOSSARY = 'docs/glossary.md';
const EVENT = /^packages\/contracts\/src\/(?:facts|record)\/([a-z0-9-]+)\.v\d+\.ts$/;
const COMMAND = /^packages\/contracts\/src\/commands\/([a-z0-9-]+)\.ts$/;
const TERM = /^#{1,6}[ \t]+([^\n]+?)[ \t]*$|\*\*([^*\n]+?)\*\*/gm;
const NAME_IN_CODE = /^`([A-Z][A-Za-z]+)`$/;

/** Contracts and glossary are equal: every event is a term there, and every term set as the name of one is one. */
export const contractsAreInTheGlossary: Rule = (files) => {
  const glossary = files.find((file) => file.path === GLOSSARY);
  if (!glossary) return [{ path: GLOSSARY, says: 'is missing' }];
  const terms = [...glossary.text.matchAll(TERM)].map((term) => term[1] ?? term[2] ?? '');
  const explained = new Set(terms.map((term) => term.replaceAll('`', '')));
  const named = terms.flatMap((term) => NAME_IN_CODE.exec(term)?.[1] ?? []);
  const events = namesOf(files, EVENT);
  const known = new Set([
    ...events.keys(),
    ...[...events.keys()].map((name) => `Record${name}`),
    ...namesOf(files, COMMAND).keys(),
  ]);
  return [
    ...[...events]
      .filter(([name]) => !explained.has(name))
      .map(([name, path]): Finding => ({
        path,
        says: `${name} is neither a heading nor a bold term of ${GLOSSARY}`,
      })),
    ...named
      .filter((term) => !known.has(term))
      .map((term): Finding => ({
        path: GLOSSARY,
        says: `${term} is no event or command of the contracts`,
      })),
  ];
};

function namesOf(files: readonly TreeFile[], path: RegExp): Map<string, string> {
  return new Map(
    files.flatMap((file): [string, string][] => {
      const kebab = path.exec(file.path)?.[1];
      return kebab === undefined || file.path.endsWith('.spec.ts')
        ? []
        : [[pascalCase(kebab), file.path]];
    }),
  );
}

function pascalCase(kebab: string): string {
  return kebab.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
