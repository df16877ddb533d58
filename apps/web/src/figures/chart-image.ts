/**
 * A chart as an image file of its own: its caption, its marks and its source line. The colours are those
 * that the page shows, written into each element, as the file has no style sheet.
 */
const NAMESPACE = 'http://www.w3.org/2000/svg';
const WIDTH = 800;
const MARGIN = 20;
const LINE_HEIGHT = 20;
const LINE_LENGTH_MAX = 105;
const ROW = { height: 34, label: 230, number: 60 };

/** The presentation that style sheets give to the elements of charts. */
const COPIED = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'font-size',
  'font-weight',
  'font-family',
] as const;

/** Returns the chart of a figure as the text of an SVG file. */
export function createChartImage(figure: Element, source: string): string {
  const image = createElement('svg', { width: WIDTH, xmlns: NAMESPACE });
  const { color, backgroundColor, fontFamily } = getComputedStyle(document.body);
  const ground = createElement('rect', { width: WIDTH, fill: backgroundColor });
  image.append(ground);

  let y = MARGIN;
  const write = (text: string, place: Readonly<Record<string, string | number>> = {}): void => {
    const font = { 'font-family': fontFamily, 'font-size': 14, fill: color };
    const element = createElement('text', { x: MARGIN, y: y + 14, ...font, ...place });
    element.textContent = text;
    image.append(element);
  };
  const caption = figure.querySelector('figcaption')?.textContent.trim() ?? '';
  for (const line of wrapWords(caption)) {
    write(line);
    y += LINE_HEIGHT;
  }
  y += LINE_HEIGHT / 2;

  const own = figure.querySelector(':scope > svg');
  if (own instanceof SVGSVGElement) {
    const { width, height } = own.viewBox.baseVal;
    const shown = Math.min(width, WIDTH - 2 * MARGIN);
    image.append(copyChart(own, { x: MARGIN, y, width: shown, height: (height * shown) / width }));
    y += (height * shown) / width + LINE_HEIGHT;
  }
  const left = MARGIN + ROW.label;
  const right = WIDTH - MARGIN - ROW.number;
  const periods = [...figure.querySelectorAll('.periods li')];
  for (const [n, period] of periods.entries()) {
    if (period.classList.contains('minor')) continue;
    const x = left + ((n + 0.5) * (right - left)) / periods.length;
    write(period.textContent, { x, 'text-anchor': 'middle', 'font-size': 12 });
  }
  if (periods.length > 0) y += LINE_HEIGHT;
  for (const row of figure.querySelectorAll('.count-row')) {
    const [label, chart, number] = row.children;
    write(shorten(label?.textContent ?? ''), { y: y + 24 });
    write(number?.textContent ?? '', { x: WIDTH - MARGIN, y: y + 24, 'text-anchor': 'end' });
    if (chart instanceof SVGSVGElement)
      image.append(copyChart(chart, { x: left, y, width: right - left, height: ROW.height - 4 }));
    y += ROW.height;
  }

  y += LINE_HEIGHT / 2;
  for (const line of wrapWords(source)) {
    write(line, { 'font-size': 12 });
    y += LINE_HEIGHT;
  }
  image.setAttribute('height', String(y + MARGIN));
  ground.setAttribute('height', String(y + MARGIN));
  return new XMLSerializer().serializeToString(image);
}

function createElement(name: string, attributes: Readonly<Record<string, string | number>>) {
  const element = document.createElementNS(NAMESPACE, name);
  for (const [attribute, value] of Object.entries(attributes))
    if (attribute !== 'xmlns') element.setAttribute(attribute, String(value));
  return element;
}

type Box = Readonly<Record<'x' | 'y' | 'width' | 'height', number>>;

/** Returns a chart at a place, with the presentation that it has on the page. */
function copyChart(chart: SVGSVGElement, box: Box): Element {
  const copy = chart.cloneNode(true) as Element;
  const copied = [...copy.querySelectorAll('*')];
  for (const [n, element] of [...chart.querySelectorAll('*')].entries()) {
    const style = getComputedStyle(element);
    for (const name of COPIED) copied[n]?.setAttribute(name, style.getPropertyValue(name));
  }
  for (const [name, value] of Object.entries(box)) copy.setAttribute(name, String(value));
  return copy;
}

function shorten(label: string): string {
  const lengthMax = 28;
  return label.length > lengthMax ? `${label.slice(0, lengthMax - 1)}…` : label;
}

/** Returns a text in lines that fit the image. A longer word, such as an address, is broken. */
export function wrapWords(text: string): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).flatMap((one) => one.match(WORD) ?? [])) {
    const longer = `${lines.at(-1) ?? ''} ${word}`.trim();
    if (lines.length > 0 && longer.length <= LINE_LENGTH_MAX) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

const WORD = new RegExp(`.{1,${LINE_LENGTH_MAX}}`, 'gu');
