import {
  type ActorRef,
  CATALOGUE,
  findReferences,
  isCountryCode,
  type Reference,
  type Referent,
} from '@rapporteur/contracts';
import { createRejection, type Rejection, type RejectionCode } from '../rejection.ts';
import type { FactRule, RuleContext } from './rule.ts';

const UNKNOWN_ID_REJECTIONS: Partial<
  Record<Referent, { readonly code: RejectionCode; readonly remedy: string }>
> = {
  body: {
    code: 'DOMAIN_BODY_UNKNOWN',
    remedy: 'Register the body first (RegisterBody, or `bodies` of the document).',
  },
  document: {
    code: 'DOMAIN_SOURCE_UNKNOWN',
    remedy:
      'Register the document first (RegisterSource), or record that it was annexed or adopted.',
  },
  meeting: {
    code: 'DOMAIN_MEETING_UNKNOWN',
    remedy: 'Record the meeting first (MeetingHeld or MeetingAnnounced).',
  },
  decision: {
    code: 'DOMAIN_DECISION_UNKNOWN',
    remedy:
      'Record the decision first. If the source only tells its status, DecisionStatusReported with ' +
      'a `subject` introduces it.',
  },
};

// Only bodies are registered. States have ISO codes; facts name persons, offices and classes.
const BODY_KINDS: ReadonlySet<ActorRef['kind']> = new Set([
  'organization',
  'organ',
  'agency',
  'group',
]);

/** The remedy for an unknown parent of a body: it may belong to another organization. */
const UNKNOWN_PARENT_REMEDY =
  'Register the parent in this collection too, without parents if it belongs to another ' +
  'organization. Or leave it out, and link this body to it in its own collection (LinkRecords ' +
  'with the relation part-of).';

interface IdReference {
  readonly referent: Referent;
  readonly id: string;
  readonly field: string;
}

function checkId({ referent, id, field }: IdReference, context: RuleContext): readonly Rejection[] {
  const rule = UNKNOWN_ID_REJECTIONS[referent];
  if (rule === undefined || context.isKnown(referent, id)) return [];

  return [
    createRejection(field === 'parent' ? 'DOMAIN_ANNEX_WITHOUT_PARENT' : rule.code, {
      message: `The record has no ${referent} \`${id}\`.`,
      remedy: context.formatFix(
        referent,
        id,
        field.startsWith('parents.') ? UNKNOWN_PARENT_REMEDY : rule.remedy,
      ),
      field,
    }),
  ];
}

function checkActor(actor: ActorRef, field: string, context: RuleContext): readonly Rejection[] {
  const own = BODY_KINDS.has(actor.kind)
    ? checkId({ referent: 'body', id: actor.id, field: `${field}.id` }, context)
    : [];
  if (actor.of === null || isCountryCode(actor.of)) return own;
  return [...own, ...checkId({ referent: 'body', id: actor.of, field: `${field}.of` }, context)];
}

function checkReference(reference: Reference, context: RuleContext): readonly Rejection[] {
  if (reference.to === 'passage') return [];
  if (reference.to === 'actor') return checkActor(reference.actor, reference.path, context);
  const { to, id, path } = reference;
  return checkId({ referent: to, id, field: path }, context);
}

/** A fact may only refer to bodies, documents, meetings and decisions that the record knows. */
export const checkReferences: FactRule = (event, context) =>
  findReferences(CATALOGUE.getDefinition(event.type).schema, event.data).flatMap((reference) =>
    checkReference(reference, context),
  );
