import { strToU8, zipSync } from 'fflate';

/** The parts of a Word document beside its body, as XML without a declaration. */
export interface DocxFileParts {
  readonly numbering?: string;
  readonly styles?: string;
  readonly footnotes?: string;
  readonly core?: string;
}

const NAMESPACES =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ' +
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" ' +
  'xmlns:dc="http://purl.org/dc/elements/1.1/"';

/** Returns a Word document with paragraphs as XML, such as `<w:p><w:r><w:t>words</w:t></w:r></w:p>`. */
export function createDocx(body: string, parts: DocxFileParts = {}): Uint8Array {
  const wrap = (name: string, content: string): Uint8Array =>
    strToU8(`<?xml version="1.0"?><${name} ${NAMESPACES}>${content}</${name}>`);
  const { numbering, styles, footnotes, core } = parts;
  return zipSync({
    '[Content_Types].xml': strToU8('<Types/>'),
    'word/document.xml': wrap('w:document', `<w:body>${body}</w:body>`),
    'word/header1.xml': wrap('w:hdr', '<w:p><w:r><w:t>A header</w:t></w:r></w:p>'),
    ...(numbering === undefined ? {} : { 'word/numbering.xml': wrap('w:numbering', numbering) }),
    ...(styles === undefined ? {} : { 'word/styles.xml': wrap('w:styles', styles) }),
    ...(footnotes === undefined ? {} : { 'word/footnotes.xml': wrap('w:footnotes', footnotes) }),
    ...(core === undefined ? {} : { 'docProps/core.xml': wrap('cp', core) }),
  });
}
