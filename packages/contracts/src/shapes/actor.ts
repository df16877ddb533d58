import { z } from 'zod';
import { shapeMetadata } from '../shape-metadata.ts';
import { CountryCode } from './country.ts';
import { text } from './text.ts';

/** What an actor is. */
export const ActorKind = z
  .enum(['state', 'organization', 'organ', 'agency', 'group', 'person', 'office', 'class'])
  .meta(
    shapeMetadata(
      'ActorKind',
      'What an actor is. An organ is not a state; a class is many, unnamed ("Member States").',
    ),
  );
export type ActorKind = z.infer<typeof ActorKind>;

/** Who acts, or is acted upon: a state by its alpha-3 code, anyone else by a slug; the name as written is kept. */
export const ActorRef = z
  .strictObject({
    id: z
      .string()
      .max(120)
      .regex(/^([A-Z]{3}|[a-z0-9]+(-[a-z0-9]+)*)$/, 'must be a state code such as KGZ, or a slug')
      .describe("A state's alpha-3 code; anyone else's slug")
      .meta({ personal: true }),
    kind: ActorKind,
    nameAsWritten: text(300).describe('The name, as written').meta({ personal: true }),
    of: z
      .string()
      .max(120)
      .regex(/^([A-Z]{3}|[a-z0-9]+(-[a-z0-9]+)*)$/, 'must be a state code such as KGZ, or a slug')
      .nullable()
      .default(null)
      .describe('The state or body it acts for: a class of members is `of` their organization'),
    office: text(300)
      .nullable()
      .default(null)
      .describe('The office a person speaks from, as written')
      .meta({ personal: true }),
  })
  .superRefine((actor, context) => {
    const isCode = CountryCode.safeParse(actor.id).success;
    if (actor.kind === 'state' && !isCode) {
      context.addIssue({
        code: 'custom',
        path: ['id'],
        message: `${actor.id} is not an ISO 3166-1 alpha-3 code (three capitals, such as KGZ), nor a former one`,
      });
    }
    if (actor.kind !== 'state' && /^[A-Z]/.test(actor.id)) {
      context.addIssue({
        code: 'custom',
        path: ['id'],
        message: `only a state has a code: give the ${actor.kind} a slug`,
      });
    }
  })
  .meta(
    shapeMetadata(
      'ActorRef',
      'Who acts, or is acted upon: a state by its alpha-3 code, anyone else by a slug; the name as written is kept.',
    ),
  );
export type ActorRef = z.infer<typeof ActorRef>;
