import { z } from 'zod';

/** The meaning of a role. */
export interface RoleMeaning {
  /**
   * Whether the role is participation. An actor that is only named, attacked, blamed or discussed
   * does not take part.
   */
  readonly takesPart: boolean;
  readonly doc: string;
}

const participation = (doc: string): RoleMeaning => ({ takesPart: true, doc });
const mention = (doc: string): RoleMeaning => ({ takesPart: false, doc });

/** All roles, participation first. */
export const ROLES = {
  attended: participation('its delegation attended a meeting'),
  'organ-attended': participation('an organ, secretariat or organization attended a meeting'),
  'headed-delegation': participation('headed a delegation at a meeting'),
  chaired: participation('chaired a meeting'),
  hosted: participation('hosted a meeting'),

  voted: participation('voted, abstained or did not vote on a decision or draft'),

  'left-out': mention('a source names a class of actors and leaves it out'),

  'chair-from': mention('the chair of a body passed from it'),
  'chair-to': mention('the chair of a body passed to it'),
  'chair-handed-over-by': mention('is said to have handed the chair over'),
  'chairs-body': mention('chairs a body over a period'),
  'host-of-planned-event': mention('a planned event is to be held there'),
  'planned-by': mention('planned an event'),
  'proposed-by': mention('proposed an event'),
  'announced-by': mention('announced a meeting or a change'),
  'chair-of-planned-meeting': mention('is to chair a meeting'),
  'host-of-planned-meeting': mention('is to host a meeting'),
  expected: mention('is expected at a meeting'),
  'agreed-by': mention('is a party to an agreement'),
  'decided-by': mention('took a decision'),
  'assigned-to': mention('was given a task by a decision'),
  'asked-by-decision': mention('a decision asks or authorises it to act'),
  'affected-by-decision': mention('a decision establishes, changes or ends its mandate'),
  'plan-of': mention('a plan of it was approved'),
  'measure-by': mention('took a measure'),
  'status-reported-by': mention('reported what became of a decision'),
  'awarded-by': mention('conferred an award'),
  dissented: mention('dissented'),

  condemner: mention('condemned something'),
  'attributed-perpetrator': mention('a condemner names it as having carried something out'),
  target: mention('is said to have been attacked'),
  'incident-told-of': mention('a fact is about an incident that affected it or happened there'),
  speaks: mention('stated a position'),
  addressee: mention('a position is addressed to it'),
  'subject-of-position': mention('a position speaks of it'),
  intends: mention('is said to intend something'),
  'subject-of-intent': mention('an intent concerns it'),
  'activity-by': mention('is said to have done something'),
  'activity-with': mention('something was done with it'),
  'subject-of-activity': mention('a report of an activity speaks of it'),
  'subject-of-threat': mention('a threat assessment is about it'),
  'place-of-threat': mention('a threat assessment names it as a place'),
  'named-as-threat': mention('a threat assessment is about this organization or group'),
  'subject-of-opinion': mention('an opinion is about it'),
  'place-of-opinion': mention('an opinion names it as a place'),
  'said-to-have-said': mention('a source names it as having said something'),

  membership: mention('has a membership status in a body'),
  'membership-decided-by': mention('decided on a membership'),
  office: mention('holds, held or is to hold an office'),
  'appointed-by': mention('appointed a holder of an office'),
  designated: mention('was designated by an authority'),
  designates: mention('designated an organization'),
  'established-by': mention('a body was established by it'),
  'related-to-body': mention('a body is described as related to it'),
  'issued-by': mention('issued a document'),
  'author-of-document': mention('wrote, published or signed a document'),
  'adopted-document': mention('adopted, signed or issued a formal text'),
  'party-to-document': mention('is a party to a formal text'),

  'place-of-meeting': mention('a meeting was held there'),
  'place-of-planned-meeting': mention('a meeting is to be held there'),
  'place-of-planned-event': mention('a planned event is placed there'),
  'place-of-incident': mention('an incident is placed there'),
  'place-of-activity': mention('an activity is placed there'),
  'place-of-body': mention('a body is seated or described there'),
  'place-of-document': mention('a document is dated or published there'),
} as const satisfies Readonly<Record<string, RoleMeaning>>;

export type Role = keyof typeof ROLES;
export const ROLE_NAMES = Object.keys(ROLES) as readonly Role[];

/** The schema of a role. */
export const RoleView = z.enum(ROLE_NAMES).meta({
  id: 'Role',
  description: 'The role of an actor in a fact.',
});
