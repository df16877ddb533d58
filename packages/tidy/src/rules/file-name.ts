import type { Finding, Rule } from '../tree-file.ts';

// Names that say nothing of what is inside.
const BANNED = [
  'utils',
  'util',
  'helpers',
  'helper',
  'common',
  'types',
  'services',
  'misc',
  'shared',
];

// Names that a reader or a tool looks for as they are.
const WELL_KNOWN =
  /^(README|CHANGELOG|CONTRIBUTING|SECURITY|CODE_OF_CONDUCT)\.md$|^(LICENSE|NOTICE|CITATION\.cff|Dockerfile)$/;

const KEBAB = /^\.?[a-z0-9]+(-[a-z0-9]+)*([.][a-z0-9]+(-[a-z0-9]+)*)*$/;

/** Files and folders are kebab-case nouns; a React component's file has the component's name. */
export const fileNamesAreNouns: Rule = (files) =>
  files.flatMap((file) => file.path.split('/').flatMap((name) => judge(name, file.path)));

function judge(name: string, path: string): Finding[] {
  if (WELL_KNOWN.test(name)) return [];
  const stem = name.replace(/^\./, '').split('.')[0] ?? name;
  const last = stem.split('-').at(-1) ?? stem;
  if (BANNED.includes(stem) || BANNED.includes(last))
    return [{ path, says: `"${name}" does not say what is inside` }];
  if (KEBAB.test(name) || /^[A-Z][A-Za-z0-9]*(\.spec)?\.tsx$/.test(name)) return [];
  return [{ path, says: `"${name}" is not kebab-case` }];
}
