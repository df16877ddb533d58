/** The reason why a command is not recorded: a value, not an exception. */
export interface Rejection {
  readonly code: RejectionCode;
  /** A sentence that names the thing and the rule. */
  readonly message: string;
  /** The dotted path in the command, such as `facts.3.meeting`; null means the whole command. */
  readonly field: string | null;
  /** The recorded event that the command conflicts with. */
  readonly event: string | null;
  /** A sentence that says how to fix the command. */
  readonly remedy: string;
}

/** The codes of all rejections; the list is closed. */
export type RejectionCode =
  | 'DOMAIN_COLLECTION_UNKNOWN'
  | 'DOMAIN_COLLECTION_DIFFERS'
  | 'DOMAIN_BODY_UNKNOWN'
  | 'DOMAIN_BODY_DIFFERS'
  | 'DOMAIN_BODY_OWN_ANCESTOR'
  | 'DOMAIN_SOURCE_UNKNOWN'
  | 'DOMAIN_SOURCE_DIFFERS'
  | 'DOMAIN_SOURCE_TEXT_DIFFERS'
  | 'DOMAIN_SOURCE_REGISTERED_TWICE'
  | 'DOMAIN_SOURCE_TEXT_UNSEEN'
  | 'DOMAIN_PASSAGE_OF_OTHER_TEXT'
  | 'DOMAIN_PASSAGE_PAST_END'
  | 'DOMAIN_PASSAGE_TWO_VALUES'
  | 'DOMAIN_ANNEX_WITHOUT_PARENT'
  | 'DOMAIN_ANNEX_OF_ITSELF'
  | 'DOMAIN_MEETING_UNKNOWN'
  | 'DOMAIN_MEETING_ID_FORM'
  | 'DOMAIN_DECISION_UNKNOWN'
  | 'DOMAIN_ORGAN_NOT_DELEGATION'
  | 'DOMAIN_STATE_NOT_ORGAN'
  | 'DOMAIN_CLASS_WITHOUT_BODY'
  | 'DOMAIN_DATES_REVERSED'
  | 'DOMAIN_EVENT_UNKNOWN'
  | 'DOMAIN_NOT_A_FACT'
  | 'DOMAIN_FIELD_UNKNOWN'
  | 'DOMAIN_VALUE_NO_LONGER_STANDS'
  | 'DOMAIN_VALUE_INVALID'
  | 'DOMAIN_CORRECTION_MOVES_FACT'
  | 'DOMAIN_RECORD_RETRACTED'
  | 'DOMAIN_RECORDED_AGAIN'
  | 'DOMAIN_STILL_REFERRED_TO'
  | 'DOMAIN_MERGE_UNKNOWN'
  | 'DOMAIN_MERGE_INTO_MERGED'
  | 'DOMAIN_LINK_UNKNOWN'
  | 'DOMAIN_CONFLICT_UNKNOWN'
  | 'DOMAIN_CONFLICT_RESOLVED'
  | 'DOMAIN_CONFLICT_ENDED'
  | 'DOMAIN_CONFLICT_OTHER_FACT'
  | 'DOMAIN_COMMAND_UNKNOWN';

/** Creates a rejection; a missing field or event becomes null. */
export function createRejection(
  code: RejectionCode,
  details: {
    readonly message: string;
    readonly remedy: string;
    readonly field?: string;
    readonly event?: string | undefined;
  },
): Rejection {
  const { message, remedy, field = null, event = null } = details;
  return { code, message, field, event, remedy };
}
