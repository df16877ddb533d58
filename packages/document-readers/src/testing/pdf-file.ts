/** A line of a page: its words, its place in points from the lower left corner, and its size. */
export interface PrintedLine {
  readonly text: string;
  readonly x?: number;
  readonly y: number;
  readonly size?: number;
}

/** Options of {@link createPdf}. */
export interface PdfFileOptions {
  readonly title?: string;
  /** Objects instead of the contents of the pages, such as an image. */
  readonly contents?: (page: number) => string;
  /** Entries of the trailer, such as `/Encrypt`. */
  readonly trailer?: string;
  readonly resources?: string;
  readonly objects?: readonly string[];
}

/** Returns a PDF with lines in Helvetica, in Latin letters. */
export function createPdf(
  pages: readonly (readonly PrintedLine[])[],
  options: PdfFileOptions = {},
): Uint8Array {
  const first = 4;
  const kids = pages.map((_, n) => `${first + 2 * n} 0 R`).join(' ');
  const { resources = '' } = options;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} /MediaBox [0 0 600 800] >>`,
    `<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> >> ${resources} >>`,
    ...pages.flatMap((lines, n) => {
      const stream = options.contents?.(n + 1) ?? lines.map(print).join('\n');
      return [
        `<< /Type /Page /Parent 2 0 R /Resources 3 0 R /Contents ${first + 2 * n + 1} 0 R >>`,
        `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
      ];
    }),
    ...(options.objects ?? []),
    `<< /Title (${options.title ?? ''}) >>`,
  ];
  return assemble(objects, options.trailer ?? '');
}

function assemble(objects: readonly string[], trailer: string): Uint8Array {
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, n) => {
    const offset = file.length;
    file += `${n + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
  const size = objects.length + 1;
  const xref = `xref\n0 ${size}\n0000000000 65535 f \n${entries.join('')}`;
  const end = `trailer\n<< /Size ${size} /Root 1 0 R /Info ${objects.length} 0 R ${trailer} >>`;
  return Buffer.from(`${file}${xref}${end}\nstartxref\n${file.length}\n%%EOF\n`, 'latin1');
}

function print({ text, x = 72, y, size = 12 }: PrintedLine): string {
  const words = text.replace(/[\\()]/g, '\\$&');
  return `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm (${words}) Tj ET`;
}
