import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/**
 * Returns the words on a page that a reader cannot see whole. Words may be wider than the window only
 * in a scroller of their own with a table or a chart. Words for screen readers alone do not count.
 */
const FIND_CUT_WORDS = `(() => {
  const width = document.documentElement.clientWidth;
  const findClips = (element) => {
    const clips = [];
    for (let one = element; one !== null && one !== document.documentElement; one = one.parentElement) {
      const { overflowX, clipPath, visibility, position } = getComputedStyle(one);
      if (clipPath !== 'none' || visibility === 'hidden' || one.matches('.skip')) return undefined;
      if (/auto|scroll/.test(overflowX) && one.querySelector('table, svg') !== null) return clips;
      if (/hidden|clip/.test(overflowX)) clips.push(one.getBoundingClientRect());
      if (position === 'fixed') return clips;
    }
    return [...clips, { left: 0, right: width }];
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const cut = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node.data.trim() === '' || node.parentElement.closest('script, option, title') !== null) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (box.width === 0) continue;
    const clips = findClips(node.parentElement) ?? [];
    if (clips.some(({ left, right }) => box.right > right + 1 || box.left < left - 1))
      cut.push(node.data.trim().slice(0, 80));
  }
  return cut;
})()`;

/**
 * Returns the words before each mark of sources that stands alone on its line. A mark is alone if its
 * block has words, and none of them is on the line of the mark.
 */
const FIND_LONE_MARKS = `(() => {
  const findBlock = (element) => {
    let one = element.parentElement;
    while (/^inline/.test(getComputedStyle(one).display)) one = one.parentElement;
    return one;
  };
  const listBoxes = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return [...range.getClientRects()].filter(({ width }) => width > 1);
  };
  return [...document.querySelectorAll('main .says-who')].flatMap((mark) => {
    const [own] = listBoxes(mark);
    if (own === undefined) return [];
    const walker = document.createTreeWalker(findBlock(mark), NodeFilter.SHOW_TEXT);
    const words = [];
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
      if (node.data.trim() !== '' && node.parentElement.closest('.says-who, .hidden') === null)
        words.push(node);
    const middle = (own.top + own.bottom) / 2;
    const isBeside = words.some((node) =>
      listBoxes(node).some(({ top, bottom }) => top <= middle && middle <= bottom));
    return words.length === 0 || isBeside ? [] : [words.at(-1).data.trim().slice(-60)];
  });
})()`;

/** Returns the words before each mark of sources that stands alone on a line. */
function findLoneMarks(page: Page): Promise<readonly string[]> {
  return page.evaluate<readonly string[]>(FIND_LONE_MARKS);
}

/** Returns the faults of the layout of a page: scrolling sideways, cut words, and lone marks. */
export async function findLayoutFaults(page: Page): Promise<readonly string[]> {
  const extra = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  const cut = await page.evaluate<readonly string[]>(FIND_CUT_WORDS);
  return [
    ...(extra > 0 ? [`The page is ${extra} px wider than the window.`] : []),
    ...cut.map((words) => `Cut: ${words}`),
    ...(await findLoneMarks(page)).map((words) => `A mark alone on its line, after: ${words}`),
  ];
}

interface AxeViolation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** Runs rules of axe on a page; default: all. The page loads axe once, which takes most of the time. */
async function runAxe(page: Page, rules?: readonly string[]): Promise<readonly AxeViolation[]> {
  if (!(await page.evaluate<boolean>("'axe' in window")))
    await new AxeBuilder({ page }).setLegacyMode().withRules(['document-title']).analyze();
  const options = rules === undefined ? {} : { runOnly: rules };
  const results = await page.evaluate<{ readonly violations: readonly AxeViolation[] }>(
    `axe.run(document, ${JSON.stringify(options)})`,
  );
  return results.violations;
}

/** Returns the violations that axe finds on a page, in light and dark, each with its elements. */
export async function findViolations(page: Page): Promise<readonly unknown[]> {
  const light = await runAxe(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await runAxe(page, ['color-contrast']);
  await page.emulateMedia({ colorScheme: 'light' });
  return [...light, ...dark].map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
}
