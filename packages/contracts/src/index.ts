export * from './catalogue.ts';
export { hashCommand, sha256Hex } from './command-hash.ts';
export { COMMANDS } from './commands.ts';
export {
  CollectionOpening,
  CorrectRecord,
  LinkRecords,
  MergeRecords,
  OpenCollection,
  ResolveConflict,
  RetractRecord,
  SkipProjection,
} from './commands/amendment-schemas.ts';
export type { Command, CommandDefinition, CommandFact, ParsedCommand } from './commands/command.ts';
export {
  type EventDefinition,
  type EventGroup,
  listIntroducedThings,
  toKebabCase,
} from './define-fact.ts';
export {
  Envelope,
  INTEGER_MAX,
  parseEvent,
  parseTrustedEvent,
  serializeEvent,
} from './envelope.ts';
export { EventCriteria, matchesPattern } from './event-criteria.ts';
export { type EventIdParts, formatEventId, parseEventId } from './event-id.ts';
export { DOCUMENT_FACT_DEFINITIONS, FACT_DEFINITIONS, getCommandName } from './fact-definitions.ts';
export { toFieldErrors, type FieldError, getValueAt } from './field-errors.ts';
export { ID_STREAM, IdKind } from './id-kind.ts';
export {
  commandJsonSchema,
  envelopeJsonSchema,
  eventJsonSchema,
  type JsonSchema,
} from './json-schema.ts';
export { nameInvisibles } from './invisible-characters.ts';
export {
  openApiRef,
  type OpenApiSchema,
  openApiSchema,
  openApiSchemas,
  RecordedEvent,
} from './open-api.ts';
export { isNumberKept } from './number-text.ts';
export { type Reference, findReferences } from './references.ts';
export {
  type ParagraphNumber,
  parseParagraph,
  parseParagraphAddress,
} from './paragraph-address.ts';
export { findParagraphVerb, getParagraphType } from './paragraph-verbs.ts';
export { getShapeName, unwrapSchema } from './shape-metadata.ts';
export { ActorKind, ActorRef } from './shapes/actor.ts';
export { BODY_KINDS, BodyKind } from './shapes/body-kind.ts';
export {
  Assertion,
  DocumentAssertion,
  Evidence,
  Modality,
  Passage,
  Span,
} from './shapes/assertion.ts';
export {
  CONDEMNATION_LADDER,
  CondemnationStrength,
  CondemnationTarget,
} from './shapes/condemnation.ts';
export { CountryCode, CountryValue, Place } from './shapes/country.ts';
export {
  chooseCountryNames,
  COUNTRY_NAME_LISTS,
  type CountryNameList,
  findCountryName,
  isCountryCode,
  listCountryNames,
} from './shapes/country-names.ts';
export { DateValue } from './shapes/date-value.ts';
export { type DateBounds, type DatePrecision, getDateBounds, parseEdtf } from './shapes/edtf.ts';
export { COMMAND_ID_PATTERN, CollectionId, EventId, type Referent, Sha256 } from './shapes/ids.ts';
export { LinkTarget } from './shapes/link-target.ts';
export {
  Count,
  Identifier,
  InstrumentRef,
  OrdinalValue,
  PLAN_VERB_PATTERN,
} from './shapes/quantity.ts';
export { SourceOriginal } from './shapes/source-original.ts';
export { text, TEXT_LENGTH_MAX, TITLE_LENGTH_MAX } from './shapes/text.ts';
export { addAbsentFields, omitDefaultFields } from './absent-fields.ts';
export { findSimilarName, suggestName } from './similar-names.ts';
export { DEFINITIONS, EXAMPLES } from './vocabulary.ts';
