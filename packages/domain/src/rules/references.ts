import {
  type ActorRef,
  CATALOGUE,
  countryName,
  type Referent,
  type Reference,
  findReferences,
} from '@rapporteur/contracts';
import { type Rejection, type RejectionCode, createRejection } from '../rejection.ts';
import type { FactRule, RuleContext } from './rule.ts';

const UNKNOWN: Partial<
  Record<Referent, { readonly code: RejectionCode; readonly remedy: string }>
> = {
  body: {
    code: 'DOMAIN_BODY_UNKNOWN',
    remedy: 'register the body first (RegisterBody, or bodies of the document)',
  },
  document: {
    code: 'DOMAIN_SOURCE_UNKNOWN',
    remedy: 'register the document first (RegisterSource), or record its annexing or adoption',
  },
  meeting: {
    code: 'DOMAIN_MEETING_UNKNOWN',
    remedy: 'record the meeting first (MeetingHeld or MeetingAnnounced)',
  },
  decision: { code: 'DOMAIN_DECISION_UNKNOWN', remedy: 'record the decision first' },
};

// Bodies have ids of their own; persons, offices and classes are named by their facts, states by ISO.
const BODY_KINDS: ReadonlySet<ActorRef['kind']> = new Set([
  'organization',
  'organ',
  'agency',
  'group',
]);

function unknown(
  context: RuleContext,
  to: Referent,
  id: string,
  field: string,
): readonly Rejection[] {
  const rule = UNKNOWN[to];
  if (rule === undefined || context.isKnown(to, id)) return [];
  const code = field === 'parent' ? 'DOMAIN_ANNEX_WITHOUT_PARENT' : rule.code;
  return [
    createRejection(
      code,
      `the record knows no ${to} ${id}`,
      context.formatFix(to, id, rule.remedy),
      {
        field,
      },
    ),
  ];
}

function actorKnown(context: RuleContext, actor: ActorRef, field: string): readonly Rejection[] {
  const own = BODY_KINDS.has(actor.kind) ? unknown(context, 'body', actor.id, `${field}.id`) : [];
  const isState = actor.of !== null && countryName(actor.of) !== undefined;
  const of = actor.of === null || isState ? [] : unknown(context, 'body', actor.of, `${field}.of`);
  return [...own, ...of];
}

function check(context: RuleContext, reference: Reference): readonly Rejection[] {
  if (reference.to === 'passage') return [];
  if (reference.to === 'actor') return actorKnown(context, reference.actor, reference.path);
  return unknown(context, reference.to, reference.id, reference.path);
}

/** Nothing refers to a body, document, meeting or decision that the record does not know. */
export const checkReferences: FactRule = (event, context) =>
  findReferences(CATALOGUE.getDefinition(event.type).schema, event.data).flatMap((reference) =>
    check(context, reference),
  );
