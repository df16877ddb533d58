import { z } from 'zod';
import { shapeMetadata } from '../shape-metadata.ts';
import { COUNTRY_CODE_RULE } from './country.ts';
import { isCountryCode } from './country-names.ts';
import { text } from './text.ts';

/** The kind of an actor. */
export const ActorKind = z
  .enum(['state', 'organization', 'organ', 'agency', 'group', 'person', 'office', 'class'])
  .meta(
    shapeMetadata(
      'ActorKind',
      'The kind of an actor. An organ is not a state; a class is a group without names ' +
        '("Member States").',
    ),
  );
export type ActorKind = z.infer<typeof ActorKind>;

/** An actor: a state by its alpha-3 code, any other by a slug, with the name as written. */
export const ActorRef = z
  .strictObject({
    id: z
      .string()
      .max(120)
      .regex(/^([A-Z]{3}|[a-z0-9]+(-[a-z0-9]+)*)$/, 'must be a state code such as KGZ, or a slug')
      .describe("A state's alpha-3 code; a slug for every other actor")
      .meta({ personal: true }),
    kind: ActorKind,
    nameAsWritten: text(300).describe('The name, as written').meta({ personal: true }),
    of: z
      .string()
      .max(120)
      .regex(/^([A-Z]{3}|[a-z0-9]+(-[a-z0-9]+)*)$/, 'must be a state code such as KGZ, or a slug')
      .nullable()
      .default(null)
      .describe('The state or body it belongs to; a class of members is `of` its organization'),
    office: text(300)
      .nullable()
      .default(null)
      .describe('The office of a person who speaks, as written')
      .meta({ personal: true }),
  })
  .superRefine((actor, context) => {
    if (actor.kind === 'state' && !isCountryCode(actor.id)) {
      context.addIssue({ code: 'custom', path: ['id'], message: COUNTRY_CODE_RULE });
    }
    if (actor.kind !== 'state' && /^[A-Z]/.test(actor.id)) {
      context.addIssue({
        code: 'custom',
        path: ['id'],
        message: `must be a slug: only a state has a code, and this is of kind ${actor.kind}`,
      });
    }
  })
  .meta(
    shapeMetadata(
      'ActorRef',
      'An actor: a state by its alpha-3 code, any other by a slug, with the name as written.',
    ),
  );
export type ActorRef = z.infer<typeof ActorRef>;
