import { DOCUMENT_FACT_DEFINITIONS, suggestName } from '@rapporteur/contracts';
import {
  type ActorLookup,
  getEntries,
  getEntryValue,
  getScalarText,
  isNull,
  parseSubmissionDocument,
  SubmissionDocument,
  type SubmissionProblem,
} from '@rapporteur/drafting';
import { isSeq, type Node } from 'yaml';
import { isEncoding } from './decoded-text.ts';
import { parseColumns, UNKNOWN_CELLS } from './parse-columns.ts';
import { parseExpectations } from './mapping-expectations.ts';
import {
  descend,
  type MappingContext,
  readEntries,
  readFlag,
  readRowNumber,
  readTexts,
  report,
  reportUnknownKey,
} from './mapping-nodes.ts';
import type { FactTemplate, MappedColumn, TableMapping, TableOptions } from './mapping.ts';
import { TemplateParser } from './parse-template.ts';
import { parseConditions } from './row-condition.ts';
import type { TemplateNames } from './template.ts';

const OWN_PARTS = ['table', 'columns', 'defaults', 'facts', 'expect'];
const TABLE_KEYS = ['delimiter', 'encoding', 'sheet', 'header', 'first', 'last', 'unknown', 'when'];
const FACT_KEYS = ['type', 'each', 'when', 'once', 'cells'];
const COMMON_FIELDS = ['modality', 'assertedBy', 'attributedTo', 'paragraph', 'statedIn'];
const ROW_NUMBER_MAX = 10_000_000;

/** A mapping, or all its problems with their lines. */
export type MappingParseResult =
  | { readonly ok: true; readonly mapping: TableMapping }
  | {
      readonly ok: false;
      readonly problems: readonly SubmissionProblem[];
      readonly collection: string | undefined;
      /** The keys of actors of the source that the mapping does not declare. */
      readonly unknownActors: readonly string[];
    };

/** Knowledge from outside the mapping. */
export interface MappingOptions {
  readonly findActor?: ActorLookup | undefined;
  readonly defaultCollection?: string | undefined;
  /** The id of the document, in place of that of the mapping. */
  readonly document?: string | undefined;
}

/** Parses the mapping of a table. Never throws. */
export function parseMapping(yaml: string, options: MappingOptions = {}): MappingParseResult {
  const document = new SubmissionDocument(yaml);
  const { findActor, defaultCollection } = options;
  const frame = parseSubmissionDocument(document, {
    findActor,
    defaultCollection,
    otherParts: OWN_PARTS,
  });
  const context = { document, path: '' };
  const entries = getEntries(document.root) ?? [];
  const get = (key: string): Node | null => getEntryValue(entries, key);

  const tableContext = descend(context, 'table');
  const tableEntries = readEntries(get('table'), TABLE_KEYS, tableContext);
  const unknown = readTexts(getEntryValue(tableEntries, 'unknown'), tableContext);
  const language = getScalarText(getEntryValue(getEntries(get('source')) ?? [], 'language'));
  const columns = parseColumns(
    get('columns'),
    {
      unknown: unknown.length === 0 ? UNKNOWN_CELLS : ['', ...unknown],
      language: isLanguage(language) ? language : 'en',
    },
    descend(context, 'columns'),
  );
  const names = listNames(columns);
  const own = {
    table: parseTable(tableEntries, names, tableContext),
    columns,
    defaults: parseDefaults(get('defaults'), names, descend(context, 'defaults')),
    facts: parseFactTemplates(get('facts'), names, descend(context, 'facts')),
    expectations: parseExpectations(get('expect'), descend(context, 'expect')),
  };
  if (!frame.ok || document.problems.length > 0) {
    return {
      ok: false,
      problems: document.problems,
      collection: frame.ok ? frame.submission.collection : frame.collection,
      unknownActors: frame.ok ? [] : frame.unknownActors,
    };
  }
  const { submission, actors } = frame;
  return {
    ok: true,
    mapping: { frame: { submission: rename(submission, options), actors }, ...own },
  };
}

function rename<S extends { readonly source: { readonly fields: object } }>(
  submission: S,
  { document }: MappingOptions,
): S {
  if (document === undefined) return submission;
  const { source } = submission;
  return { ...submission, source: { ...source, document, fields: { ...source.fields, document } } };
}

function isLanguage(language: string | undefined): language is string {
  try {
    return language !== undefined && Intl.getCanonicalLocales(language).length === 1;
  } catch {
    return false;
  }
}

/** Returns the names of the columns, and the parts of their values. */
function listNames(columns: readonly MappedColumn[]): TemplateNames {
  const byName = new Map(columns.map((column) => [column.name, column]));
  const listRuleParts = ({ rules }: Pick<MappedColumn, 'rules'>): readonly string[] => [
    'text',
    ...rules.patterns.flatMap(({ slots }) => slots),
    ...(rules.type.kind === 'date' ? ['year', 'month', 'day'] : []),
  ];
  return {
    names: [...byName.keys()],
    listParts: (name) => {
      const column = byName.get(name);
      if (column === undefined) return [];
      const { headerRules } = column;
      const header =
        headerRules === null ? [] : ['header', ...listRuleParts({ rules: headerRules })];
      return [...new Set([...listRuleParts(column), ...header])];
    },
  };
}

function parseTable(
  entries: ReturnType<typeof readEntries>,
  { names }: TemplateNames,
  context: MappingContext,
): TableOptions {
  const get = (key: string): Node | null => getEntryValue(entries, key);
  const encoding = getScalarText(get('encoding')) ?? 'utf-8';
  if (!isEncoding(encoding))
    report(descend(context, 'encoding'), get('encoding'), {
      message: `Unknown encoding \`${encoding}\`.`,
      remedy: 'Write for example utf-8, utf-16le, windows-1252 or iso-8859-2.',
    });
  const delimiter = getScalarText(get('delimiter'));
  if (delimiter !== undefined && !/^([^\w\s"]|\t|tab)$/.test(delimiter))
    report(descend(context, 'delimiter'), get('delimiter'), {
      message: 'must be one character.',
      remedy: 'Write `","`, `";"`, `"|"` or `tab`.',
    });
  const headerRows = parseHeaderRows(get('header'), descend(context, 'header'));
  const afterHeader = Math.max(0, ...headerRows) + 1;
  return {
    delimiter: delimiter === 'tab' ? '\t' : delimiter,
    encoding,
    sheet: getScalarText(get('sheet')),
    headerRows,
    firstRow: readRowNumber(get('first'), descend(context, 'first')) ?? afterHeader,
    lastRow: readRowNumber(get('last'), descend(context, 'last')) ?? ROW_NUMBER_MAX,
    when: parseConditions(get('when'), names, descend(context, 'when')),
  };
}

function parseHeaderRows(node: Node | null, context: MappingContext): readonly number[] {
  if (isNull(node)) return [1];
  if (getScalarText(node) === 'none') return [];
  const items = isSeq(node) ? node.items.map((item) => item as Node) : [node];
  return items.flatMap((item) => readRowNumber(item, context) ?? []).toSorted((a, b) => a - b);
}

function parseDefaults(node: Node | null, names: TemplateNames, context: MappingContext) {
  const known = [
    ...COMMON_FIELDS,
    ...new Set(DOCUMENT_FACT_DEFINITIONS.flatMap(({ schema }) => Object.keys(schema.shape))),
  ];
  return new TemplateParser(names).parseObject(readEntries(node, known, context), context);
}

function parseFactTemplates(
  node: Node | null,
  names: TemplateNames,
  context: MappingContext,
): readonly FactTemplate[] {
  if (!isSeq(node) || node.items.length === 0) {
    report(context, node, {
      code: 'DRAFTING_FIELD_MISSING',
      message: 'must be the list of the facts that a row makes.',
      remedy: 'Begin each fact with `- type:`.',
    });
    return [];
  }
  return node.items.flatMap((item, index) =>
    parseFactTemplate(item as Node, names, descend(context, String(index + 1))),
  );
}

function parseFactTemplate(
  node: Node,
  names: TemplateNames,
  context: MappingContext,
): readonly FactTemplate[] {
  const entries = getEntries(node) ?? [];
  const get = (key: string): Node | null => getEntryValue(entries, key);
  const type = getScalarText(get('type')) ?? '';
  const definition = DOCUMENT_FACT_DEFINITIONS.find((one) => one.type === type);
  if (definition === undefined) {
    const types = DOCUMENT_FACT_DEFINITIONS.map((one) => one.type);
    report(descend(context, 'type'), get('type') ?? node, {
      code: 'DRAFTING_TYPE_UNKNOWN',
      message: type === '' ? 'The fact must have a type.' : `Unknown type \`${type}\`.`,
      remedy: type === '' ? 'Begin it with `type:`.' : suggestName(type, types),
    });
    return [];
  }

  const named = { ...context, path: `${context.path} (${type})` };
  const known = [...FACT_KEYS, ...Object.keys(definition.schema.shape), ...COMMON_FIELDS].filter(
    (key) => key !== 'assertion',
  );
  for (const entry of entries)
    if (!known.includes(entry.key)) reportUnknownKey(entry, known, named);
  const parser = new TemplateParser(names);
  const fields = entries.filter(({ key }) => !FACT_KEYS.includes(key) || key === 'type');
  const isEach = !isNull(get('each'));
  return [
    {
      type,
      part: named.path,
      each: isEach ? parser.parseEach(get('each'), descend(named, 'each')) : null,
      when: parseConditions(get('when'), names.names, descend(named, 'when')),
      once: readFlag(get('once'), descend(named, 'once')),
      cells: parseCells(get('cells'), names, descend(named, 'cells')),
      fields: parser.parseObject(fields, named),
      position: context.document.getPosition(node),
      positions: parser.positions,
    },
  ];
}

function parseCells(
  node: Node | null,
  { names }: TemplateNames,
  context: MappingContext,
): readonly string[] | null {
  if (isNull(node) || getScalarText(node) === 'row') return null;
  const cells = readTexts(node, context);
  for (const name of cells) {
    if (names.includes(name)) continue;
    report(context, node, {
      message: `Unknown column \`${name}\`.`,
      remedy: suggestName(name, names),
    });
  }
  return cells;
}
