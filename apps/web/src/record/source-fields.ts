import { DraftDocument } from '@rapporteur/review';

/** Returns a draft with further fields of its source. */
export function setSource(yaml: string, fields: Readonly<Record<string, string>>): string {
  const { document } = new DraftDocument(yaml);
  for (const [name, value] of Object.entries(fields)) document.setIn(['source', name], value);
  return Object.keys(fields).length === 0 ? yaml : document.toString({ lineWidth: 100 });
}

/** Returns the title of the document of a draft; an empty text if it has none. */
export function readTitle(yaml: string): string {
  const title: unknown = new DraftDocument(yaml).document.getIn(['source', 'title']);
  return typeof title === 'string' ? title : '';
}

/** Returns the language of the document of a draft, as a BCP 47 tag. */
export function readLanguage(yaml: string): string {
  const language: unknown = new DraftDocument(yaml).document.getIn(['source', 'language']);
  return typeof language === 'string' ? language : 'en';
}
