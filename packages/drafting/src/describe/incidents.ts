import type { EventData } from '@rapporteur/contracts';
import { formatState } from './country-phrases.ts';
import { formatEdtf } from './date-words.ts';
import { formatDate } from './dates.ts';
import {
  addDefiniteArticle,
  compose,
  formatOptional,
  formatTerm,
  isPlural,
  joinWords,
  toClause,
} from './english.ts';
import { spellCount } from './counts.ts';
import { formatGivenName, type Phrases } from './phrases.ts';

export function describeIncidentRecorded(
  { name, otherNames, occurredOn, places, region }: EventData<'IncidentRecorded'>,
  phrases: Phrases,
): string {
  const incident = formatGivenName(name);
  const where = phrases.formatPlaces(places, { region, besides: name });
  const when = formatDate(occurredOn);
  const also = otherNames.filter((other) => other !== name).map((other) => `“${other}”`);
  return compose(
    incident,
    formatOptional('(also called ', joinWords(also), ')'),
    where === null && when === null ? 'is named as an incident' : 'took place',
    where,
    when,
  );
}

type CasualtyGroup = 'killed' | 'injured' | 'unspecified';

const CASUALTY_VERBS: Readonly<Record<CasualtyGroup, string>> = {
  killed: 'killed',
  injured: 'injured',
  unspecified: 'killed or injured',
};

type CasualtyCount = NonNullable<EventData<'CasualtiesReported'>['killed']>;

const isOne = ({ min, max }: CasualtyCount): boolean => min === 1 && max === 1;

/** Returns `more than 300 people, 186 of them children, were killed`. */
function formatCasualties(
  count: CasualtyCount,
  group: CasualtyGroup,
  { civilian, ofWhom }: Pick<EventData<'CasualtiesReported'>, 'civilian' | 'ofWhom'>,
): string {
  const verb = CASUALTY_VERBS[group];
  const parts = ofWhom
    .filter((part) => part.of === group)
    .map((part) => `${spellCount({ ...part.count, ofWhat: null })} of them ${part.class}`);
  if (count.min === 0 && count.max === 0 && count.ofWhat === null)
    return `${civilian === true ? 'no civilian' : 'nobody'} was ${verb}`;
  const noun = civilian === true ? 'civilians' : 'people';
  const one = civilian === true ? 'civilian' : 'person';
  return compose(
    spellCount(count, isOne(count) ? one : noun),
    formatOptional(', ', joinWords(parts), ','),
    isOne(count) ? 'was' : 'were',
    verb,
  );
}

const GROUPS = ['killed', 'injured', 'unspecified'] as const;

export function describeCasualtiesReported(
  data: EventData<'CasualtiesReported'>,
  phrases: Phrases,
): string {
  const incident = phrases.formatIncident(data.incident);
  const groups = GROUPS.flatMap((group) => {
    const count = data[group];
    return count === null ? [] : [formatCasualties(count, group, data)];
  });
  const parts = data.ofWhom
    .filter(({ of }) => data[of] === null)
    .map((part) =>
      compose(
        spellCount(part.count, part.class),
        isOne(part.count) ? 'was' : 'were',
        CASUALTY_VERBS[part.of],
      ),
    );
  const known = [...groups, ...parts];
  return known.length === 0
    ? `there were ${data.civilian === true ? 'civilian casualties' : 'casualties'} in ${incident}; no number is stated`
    : `${joinClauses(known)} in ${incident}`;
}

/** Joins clauses, which may have commas of their own. */
const joinClauses = (clauses: readonly string[]): string =>
  clauses.length < 2
    ? clauses.join('')
    : `${clauses.slice(0, -1).join(', ')} and ${clauses.at(-1)}`;

const CONDEMNATIONS: Readonly<
  Record<EventData<'IncidentCondemned'>['strength'], readonly [verb: string, degree: string]>
> = {
  'condemned-in-the-strongest-terms': ['condemned', ' in the strongest terms'],
  'strongly-condemned': ['strongly condemned', ''],
  condemned: ['condemned', ''],
  denounced: ['denounced', ''],
};

export function describeIncidentCondemned(
  { condemner, strength, target, perpetrators, meeting }: EventData<'IncidentCondemned'>,
  phrases: Phrases,
): string {
  const actor = phrases.formatActor(condemner);
  const [verb, degree] = CONDEMNATIONS[strength];
  const named = phrases.formatActors(perpetrators);
  return compose(
    actor,
    `${verb}${degree}`,
    formatTarget(target, phrases),
    formatOptional(', ', phrases.formatAtMeeting(meeting, actor), ','),
    named === '' ? formatUnnamed(target) : `, naming ${named} as responsible`,
  );
}

/** Says that nobody is named, only of an incident: a class of acts has no perpetrators. */
const formatUnnamed = (target: Target): string =>
  'incident' in target ? ', naming no perpetrator' : '';

/** Returns `of June 2025`, so that the day is not read as that of the condemnation. */
function formatDay(date: EventData<'IncidentRecorded'>['occurredOn']): string | null {
  if (date === null) return null;
  return /\.\./.test(date.edtf) ? formatDate(date, 'duration') : `of ${formatEdtf(date.edtf)}`;
}

type Target = EventData<'IncidentCondemned'>['target'];

function formatTarget(target: Target, phrases: Phrases): string {
  const day = formatDay(target.occurredOn);
  if ('incident' in target) return formatCondemnedIncident(target, day, phrases);
  const territory = target.territory === null ? null : toClause(target.territory);
  const where =
    territory !== null && isPlural(territory) ? addDefiniteArticle(territory) : territory;
  return compose(formatTerm(target.class), day, formatOptional('in ', where));
}

function formatCondemnedIncident(
  { incident: id, against, againstState, place }: Extract<Target, { incident: string }>,
  day: string | null,
  phrases: Phrases,
): string {
  const incident = phrases.formatIncident(id, day !== null);
  const named = `${incident} ${against ?? ''}`;
  const state = againstState === null ? '' : formatState(againstState.code, null);
  const newState = named.includes(state.replace(/^the /, '')) ? '' : state;
  const aimedAt =
    against === null
      ? formatOptional('against ', newState)
      : compose(`against ${toClause(against)}`, formatOptional('of ', newState));
  const where = phrases.formatPlace(place, { besides: `${incident} ${newState}` });
  const isDated = day !== null && incident.includes(day.replace(/^of /, ''));
  return compose(incident, isDated ? null : day, where, aimedAt);
}
