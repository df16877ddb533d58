import { countryName } from '@rapporteur/contracts';
import { Problem } from '@rapporteur/platform';
import {
  countRoles,
  listParticipations,
  PARTICIPATION,
  type ParticipationView,
  ROLE_NAMES,
  ROLES,
  TIMELINE,
} from '@rapporteur/read-models';
import { dateColumns, fieldColumns, stateColumns, computedColumn } from '../csv.ts';
import { resolveBodies, BODY_PARAMETERS, resolveMeetings } from '../resolve-ids.ts';
import {
  choiceParameter,
  DATE_PARAMETERS,
  combineDates,
  booleanParameter,
  listParameter,
  PAGE_PARAMETERS,
} from '../parameters.ts';
import { defineQuery } from '../query.ts';
import { viewRow } from '../row-view.ts';

const ROLE = choiceParameter(ROLE_NAMES as readonly [string, ...string[]], 'Only in these roles');

function knownCode(code: string | undefined): string {
  const name = code === undefined ? undefined : countryName(code);
  if (code !== undefined && name !== undefined) return code;
  const remedy = 'Address a state by its ISO 3166-1 alpha-3 code, such as KGZ.';
  throw new Problem(404, 'STATE_UNKNOWN', {
    title: 'No state has this code.',
    detail: `${code ?? ''} is not the code of a state. ${remedy}`,
    errors: [
      { field: 'state', rule: 'STATE_UNKNOWN', message: 'is not the code of a state', remedy },
    ],
  });
}

const shown = (row: ParticipationView) => viewRow(row, { dates: ['date'] });

/** Everything about one state, by role: what it took part in, and where it is merely named. */
export const STATE = defineQuery({
  path: 'states/{state}',
  tag: 'participation',
  doc: 'Everything about a state, by role; who is merely mentioned takes part in nothing.',
  projections: [PARTICIPATION, TIMELINE],
  parameters: {
    ...PAGE_PARAMETERS,
    ...DATE_PARAMETERS,
    ...BODY_PARAMETERS,
    role: ROLE,
    takesPart: booleanParameter('Only real participation (true), or only mentions (false)'),
    meeting: listParameter('Only at these meetings'),
  },
  columns: [
    ...stateColumns('actor'),
    ...fieldColumns(
      'kind',
      'nameAsWritten',
      'role',
      'takesPart',
      'basis',
      'capacity',
      'represents',
      'saidBy',
      'about',
    ),
    ...fieldColumns('meeting', 'body', 'decision', 'incident', 'document', 'type', 'event'),
    ...dateColumns('date'),
    ...fieldColumns('dateOf'),
    computedColumn<ParticipationView>('role_meaning', ({ role }) => ROLES[role].doc),
  ],
  execute: async (asked) => {
    const { database, at, parameters } = asked;
    const code = knownCode(asked.path['state']);
    const filter = {
      actors: [code],
      roles: parameters.role,
      takesPart: parameters.takesPart,
      bodies: await resolveBodies(asked, parameters),
      meetings: await resolveMeetings(asked, parameters.meeting),
    };
    const page = { ...asked.page, days: combineDates(parameters) };
    const { rows, next } = await listParticipations(database, at, filter, page);
    const roles = await countRoles(database, at, { actors: [code] });
    const meanings = roles.map((role) => ({ ...role, meaning: ROLES[role.role].doc }));
    const takesPart = roles.some((role) => role.takesPart);
    return {
      data: {
        state: code,
        name: countryName(code),
        known: roles.length > 0,
        takesPart,
        roles: meanings,
        participations: rows.map(shown),
      },
      rows,
      next,
    };
  },
});
