import { z } from 'zod';
import { shapeMetadata } from '../shape-metadata.ts';
import { COUNTRY_CODE_RULE } from './country.ts';
import { isCountryCode } from './country-names.ts';
import { Count } from './quantity.ts';
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

const ACTOR_ID = /^([A-Z]{3}|[a-z0-9]+(-[a-z0-9]+)*)$/;
const ACTOR_ID_RULE = 'must be a state code such as KGZ, or a slug';

/** The size of a class and the members that are not meant: "the nine members, India apart". */
const ClassMembers = z
  .strictObject({
    count: Count.nullable().default(null).describe('The number of members, as stated'),
    except: z
      .array(
        z.strictObject({
          id: z.string().max(120).regex(ACTOR_ID, ACTOR_ID_RULE).describe('A code, or a slug'),
          nameAsWritten: text(300).describe('The name, as written'),
        }),
      )
      .max(100)
      .default([])
      .describe('The members that the words leave out'),
  })
  .meta(shapeMetadata('ClassMembers', 'The size of a class, and the members that it leaves out.'));

/** An actor: a state by its alpha-3 code, any other by a slug, with the name as written. */
export const ActorRef = z
  .strictObject({
    id: z
      .string()
      .max(120)
      .regex(ACTOR_ID, ACTOR_ID_RULE)
      .describe("A state's alpha-3 code; a slug for every other actor")
      .meta({ personal: true }),
    kind: ActorKind,
    nameAsWritten: text(300).describe('The name, as written').meta({ personal: true }),
    of: z
      .string()
      .max(120)
      .regex(ACTOR_ID, ACTOR_ID_RULE)
      .nullable()
      .default(null)
      .describe('The state or body it belongs to; a class of members is `of` its organization'),
    office: text(300)
      .nullable()
      .default(null)
      .describe('The office of a person who speaks, as written')
      .meta({ personal: true }),
    members: ClassMembers.nullable()
      .default(null)
      .describe('Of a class: its size and its exceptions, if the words state them'),
  })
  .superRefine((actor, context) => {
    if (actor.kind === 'state' && !isCountryCode(actor.id)) {
      context.addIssue({ code: 'custom', path: ['id'], message: COUNTRY_CODE_RULE });
    }
    if (actor.kind !== 'class' && actor.members !== null) {
      context.addIssue({
        code: 'custom',
        path: ['members'],
        message: `must be null: only a class has members, and this is of kind ${actor.kind}`,
      });
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
