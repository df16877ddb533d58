import { getValue, type ListReference, readLevel } from './docx-numbering.ts';
import { readXml } from './xml-events.ts';

/** A style of paragraphs: its name, and the list that its paragraphs belong to. */
export interface DocxStyle {
  name: string;
  base: string | undefined;
  list: string | undefined;
  level: number | undefined;
}

const BASES_MAX = 20;

/** Returns the styles of `word/styles.xml` by id. */
export function readStyles(xml: string | undefined): ReadonlyMap<string, DocxStyle> {
  const styles = new Map<string, DocxStyle>();
  if (xml === undefined) return styles;
  let style: DocxStyle | undefined;
  readXml(xml, {
    open: (element) => {
      if (element.name === 'style') {
        style = { name: '', base: undefined, list: undefined, level: undefined };
        styles.set(getValue(element, 'styleId'), style);
      }
      if (style === undefined) return;
      if (element.name === 'name') style.name = getValue(element);
      if (element.name === 'basedOn') style.base = getValue(element);
      if (element.name === 'numId') style.list = getValue(element);
      if (element.name === 'ilvl') style.level = readLevel(getValue(element));
    },
    text: () => undefined,
    close: ({ name }) => {
      if (name === 'style') style = undefined;
    },
  });
  return styles;
}

/** Returns the list of a style, or of those that it is based on. */
export function findStyleList(
  styles: ReadonlyMap<string, DocxStyle>,
  id: string | undefined,
): ListReference | undefined {
  let level: number | undefined;
  let style = styles.get(id ?? '');
  for (let count = 0; style !== undefined && count < BASES_MAX; count += 1) {
    level ??= style.level;
    if (style.list !== undefined) return { list: style.list, level: level ?? 0 };
    style = styles.get(style.base ?? '');
  }
  return undefined;
}
