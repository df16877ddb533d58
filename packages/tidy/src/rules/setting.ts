import type { Finding, Rule, TreeFile } from '../tree-file.ts';

const LIST = 'packages/platform/src/settings.ts';
const PAGES = ['docs/settings.md', 'README.md'];

// Read by the tests alone, so not part of the product's list, but documented like the rest.
const TESTS_ONLY = /^RAPPORTEUR_TEST_/;

/** Every environment variable that the code names is in the list of settings, and every one of them is documented. */
export const settingsAreListedAndDocumented: Rule = (files) => {
  const list = files.find((file) => file.path === LIST);
  if (!list) return [{ path: LIST, says: 'is missing: it holds the list of settings' }];
  const listed = new Set(namesIn(list.text));
  const pages = files.filter((file) => PAGES.includes(file.path)).map((file) => file.text);
  const used = files
    .filter(mayNameSettings)
    .flatMap((file) => namesIn(file.text).map((name) => ({ name, path: file.path })));
  return [
    ...used
      .filter(({ name }) => !listed.has(name) && !TESTS_ONLY.test(name))
      .map(({ name, path }): Finding => ({ path, says: `${name} is not in ${LIST}` })),
    ...[
      ...new Set([
        ...listed,
        ...used.map(({ name }) => name).filter((name) => TESTS_ONLY.test(name)),
      ]),
    ]
      .filter((name) => !pages.some((page) => namesIn(page).includes(name)))
      .map((name): Finding => ({
        path: LIST,
        says: `${name} is documented neither in ${PAGES.join(' nor in ')}`,
      })),
  ];
};

function namesIn(text: string): string[] {
  return [...new Set(text.match(/\bRAPPORTEUR_[A-Z0-9_]*[A-Z0-9]\b/g))];
}

// Specs plant wrong names on purpose.
function mayNameSettings(file: TreeFile): boolean {
  return (
    (/\.(ts|tsx|json|ya?ml|sh|md)$/.test(file.path) || file.path === '.ci/run') &&
    !/\.spec\.tsx?$/.test(file.path)
  );
}
