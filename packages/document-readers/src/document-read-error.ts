/** The reasons for which a document is refused. */
export type DocumentRefusalCode =
  | 'DOCUMENT_TOO_LARGE'
  | 'DOCUMENT_TOO_SLOW'
  | 'DOCUMENT_ENCRYPTED'
  | 'DOCUMENT_DAMAGED'
  | 'DOCUMENT_FORMAT_UNKNOWN'
  | 'DOCUMENT_EXTENSION_WRONG'
  | 'DOCUMENT_ENTITIES'
  | 'DOCUMENT_ENCODING'
  | 'DOCUMENT_WITHOUT_TEXT';

/** A broken rule, and the way to mend it. */
export interface DocumentRefusal {
  readonly code: DocumentRefusalCode;
  /** The rule, as a sentence that goes on after the name of the file: `is encrypted; …`. */
  readonly rule: string;
  /** How to fix it, in one sentence. */
  readonly fix: string;
}

/** A document is refused. The message names the file and the rule, `fix` the way to mend it. */
export class DocumentReadError extends Error {
  override readonly name = 'DocumentReadError';
  readonly code: DocumentRefusalCode;
  readonly rule: string;
  readonly fix: string;

  constructor({ code, rule, fix }: DocumentRefusal, file = 'The document', options?: ErrorOptions) {
    super(`${file} ${rule}.`, options);
    this.code = code;
    this.rule = rule;
    this.fix = fix;
  }
}

/** Returns the error of a document that is larger than a limit. */
export function createSizeError(rule: string, fix = 'Split the document.'): DocumentReadError {
  return new DocumentReadError({ code: 'DOCUMENT_TOO_LARGE', rule, fix });
}

/** Returns the error of a file that does not follow the rules of its format. */
export function createDamageError(rule: string, cause?: unknown): DocumentReadError {
  const fix = 'Get the file again, or open it in its program and save a new copy.';
  return new DocumentReadError({ code: 'DOCUMENT_DAMAGED', rule, fix }, undefined, { cause });
}
