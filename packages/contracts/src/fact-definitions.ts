import type { EventDefinition } from './define-fact.ts';
import { DEFINITIONS } from './vocabulary.ts';

const ALL_DEFINITIONS: readonly EventDefinition[] = DEFINITIONS;

/**
 * The definitions of the events that one command records: all groups but collection, record,
 * log.
 */
export const FACT_DEFINITIONS = ALL_DEFINITIONS.filter(
  ({ group }) => group !== 'collection' && group !== 'record' && group !== 'log',
);

/** The definitions of the facts in a document, which registers itself and its bodies separately. */
export const DOCUMENT_FACT_DEFINITIONS = FACT_DEFINITIONS.filter(
  ({ type }) => type !== 'SourceDocumentRegistered' && type !== 'BodyRegistered',
);

const COMMAND_NAMES: Readonly<Record<string, string>> = {
  SourceDocumentRegistered: 'RegisterSource',
  BodyRegistered: 'RegisterBody',
  DocumentSuperseded: 'SupersedeSource',
};

/** Returns the name of the command that records one fact of a type. */
export function getCommandName(type: string): string {
  return COMMAND_NAMES[type] ?? `Record${type}`;
}
