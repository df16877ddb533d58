import { type HeaderRole } from './header-words.ts';
import {
  CHOICE,
  columnHasRole,
  isOrdinal,
  isVoteColumn,
  type ProposedColumn,
} from './proposed-column.ts';

/** Proposes the facts of a table by its columns; a person must read them. */
export function proposeFacts(columns: readonly ProposedColumn[]): readonly string[] {
  const found = findColumns(columns);
  const facts = [...proposeMeeting(found), ...proposeVotes(found), ...proposeStates(found)];
  return facts.length === 0
    ? [
        "# No type of fact is evident. Choose one of docs/codebook.md, and fill its fields: '{column}'.",
        'facts:',
        `  - type: ${CHOICE}`,
      ]
    : ['facts:', ...facts];
}

/** The names of columns by their use. */
type FoundColumns = ReturnType<typeof findColumns>;

function findColumns(columns: readonly ProposedColumn[]) {
  const find = (test: (column: ProposedColumn) => boolean): string | undefined =>
    columns.find(test)?.name;
  const isSingle = ({ profiles }: ProposedColumn): boolean => profiles.length === 1;
  const isState = ({ guess }: ProposedColumn): boolean => guess.kind === 'state';
  const isDate = ({ guess }: ProposedColumn): boolean =>
    guess.kind === 'date' || guess.kind === 'unproven-date';
  const hasDays = ({ guess }: ProposedColumn): boolean =>
    guess.kind === 'unproven-date' ||
    (guess.kind === 'date' && guess.formats.some((format) => format.includes('D')));
  const findNamed = (role: HeaderRole): string | undefined =>
    find((one) => isSingle(one) && columnHasRole(one, role));

  const matrix = find(({ headers }) => headers === 'states');
  const meetings = find(({ headers }) => headers === 'meetings');
  const veto = find((one) => isState(one) && columnHasRole(one, 'veto'));
  const draft = findNamed('draft');
  const opposed = find((one) => isState(one) && columnHasRole(one, 'against'));
  const voteRoles: readonly HeaderRole[] = ['outcome', 'draft', 'vote'];
  const isVote =
    (veto ?? opposed) !== undefined ||
    columns.some((one) => voteRoles.some((role) => columnHasRole(one, role)));
  const days = columns.filter(hasDays);
  const dates = days.length > 0 ? days : columns.filter(isDate);
  const city = findNamed('city');
  const country =
    city === undefined
      ? undefined
      : find((one) => isState(one) && isSingle(one) && columnHasRole(one, 'country'));
  const state = columns.find(
    (one) => isState(one) && isSingle(one) && one.name !== country && !columnHasRole(one, 'veto'),
  );
  const tally = findTally(columns);
  const number = findNumber(
    columns.filter(({ name }) => name !== tally.against),
    isVote,
  );
  return {
    matrix,
    meetings,
    veto,
    opposed,
    draft,
    repeatedDraft: findRepeated(columns.find(({ name }) => name === draft)),
    isVote,
    date: dates[0]?.name,
    endDate: findEnd(dates),
    dates: dates.map(({ name }) => name),
    number: number?.name,
    // A vote has the body of the meeting, which is in the same row.
    isNumbered: number !== undefined && countKnown(number) === Math.max(...columns.map(countKnown)),
    subject: findNamed('subject'),
    chair: find((one) => isState(one) && columnHasRole(one, 'chair')),
    state: state?.name,
    hasSeveralStates: state?.guess.kind === 'state' && state.guess.split.length > 0,
    vote: state === undefined ? undefined : find((one) => isSingle(one) && isVoteColumn(one)),
    city,
    country,
    tally,
  };
}

const countKnown = ({ profiles }: ProposedColumn): number => profiles[0]?.knownCount ?? 0;

/** Returns the columns with the numbers of votes. */
function findTally(columns: readonly ProposedColumn[]) {
  const find = (role: HeaderRole): string | undefined =>
    columns.find((one) => one.profiles.length === 1 && columnHasRole(one, role))?.name;
  const inFavour = find('for');
  // Beside "yes", a column "no" has votes against; alone it has numbers.
  const against = inFavour === undefined ? undefined : find('against');
  return { for: inFavour, against, abstained: find('abstained') };
}

/** Returns a cell that several rows have. */
const findRepeated = (column: ProposedColumn | undefined): string | undefined =>
  [...(column?.profiles[0]?.values ?? [])].find(([, count]) => count > 1)?.[0];

/** Returns the column with the last days, if the first one has the first days. */
function findEnd(dates: readonly ProposedColumn[]): string | undefined {
  const [first, second] = dates;
  if (first === undefined || second === undefined) return undefined;
  return columnHasRole(first, 'start') && columnHasRole(second, 'end') ? second.name : undefined;
}

/** Returns the column of numbers of meetings. In a table of votes, 1, 2, 3, … count the rows. */
function findNumber(
  columns: readonly ProposedColumn[],
  isVote: boolean,
): ProposedColumn | undefined {
  const isMeant = (one: ProposedColumn): boolean => {
    if (!isOrdinal(one)) return false;
    const isCounter = one.guess.kind === 'number' && one.guess.isCounter;
    return !isVote || columnHasRole(one, 'meeting') || (columnHasRole(one, 'number') && !isCounter);
  };
  const hasSession = (one: ProposedColumn): boolean =>
    one.profiles.some(({ header }) => /session/i.test(header));
  // Many votes are taken in one session of a body, so its number is not that of a meeting.
  return columns.find((one) => isMeant(one) && !(isVote && hasSession(one)));
}

const field = (name: string, column: string | undefined, modifier = ''): readonly string[] =>
  column === undefined ? [] : [`    ${name}: '{${column}${modifier}}'`];

function proposeMeeting(found: FoundColumns): readonly string[] {
  const { number, date, endDate, city, country } = found;
  if (number === undefined) return [];
  const place = country === undefined ? '' : `, country: '{${country}}'`;
  return [
    '  - type: MeetingHeld',
    `    when: ${number}`,
    '    once: true # several rows may be of one meeting',
    `    body: ${CHOICE}`,
    ...field('ordinal', number),
    ...(endDate === undefined
      ? field('occurredOn', date)
      : [`    occurredOn: '{${date}}/{${endDate}}'`]),
    ...(city === undefined ? [] : [`    places: { name: '{${city}}'${place} }`]),
  ];
}

function proposeVotes(found: FoundColumns): readonly string[] {
  const { matrix, veto, opposed, draft, date, isVote, vote, isNumbered, subject } = found;
  const votes = isVote ? formatVotes(found) : undefined;
  if (votes === undefined) return proposeAttendance(found);
  const isLong = (matrix ?? veto ?? opposed) === undefined;
  return [
    '  - type: VoteTaken',
    ...(isLong ? [`    when: ${vote} # a row gives the vote of one state`] : []),
    `    decision: ${draft === undefined ? "'vote-{row}'" : `'{${draft}|slug}'`}`,
    ...(isLong ? [] : formatRepeated(found)),
    ...field('draft', draft),
    ...field('subject', subject),
    ...(isNumbered ? [] : [`    body: ${CHOICE}`]),
    ...field('occurredOn', date),
    `    outcome: ${veto === undefined ? `${CHOICE} # adopted, rejected, vetoed, consensus or not-put` : 'vetoed'}`,
    ...(isLong ? [] : formatTally(found)),
    `    votes: ${votes}`,
  ];
}

/** Rows with one symbol would be votes on one decision. */
function formatRepeated({ repeatedDraft }: FoundColumns): readonly string[] {
  if (repeatedDraft === undefined) return [];
  return [
    `    # ${repeatedDraft} and other drafts are in several rows: one decision? Else add '-{row}' to the id.`,
  ];
}

/** Returns the votes of a row; undefined if no column has votes. */
function formatVotes({ matrix, veto, opposed, state, vote }: FoundColumns): string | undefined {
  if (veto !== undefined) return `{ each: ${veto}, by: '{${veto}}', vote: against, veto: true }`;
  if (opposed !== undefined) return `{ each: ${opposed}, by: '{${opposed}}', vote: against }`;
  if (matrix !== undefined)
    return `{ each: ${matrix}, by: '{${matrix}.header}', vote: '{${matrix}}' }`;
  return vote === undefined ? undefined : `[{ by: '{${state}}', vote: '{${vote}}' }]`;
}

function proposeAttendance({ matrix, meetings, state }: FoundColumns): readonly string[] {
  if (matrix !== undefined)
    return [
      '  - type: DelegationAttended',
      `    each: ${matrix}`,
      `    state: '{${matrix}.header}'`,
      '    basis: named',
    ];
  if (meetings === undefined || state === undefined) return [];
  return [
    '  - type: DelegationAttended',
    `    each: ${meetings}`,
    `    meeting: '${CHOICE}-{${meetings}.header|slug}' # the id of the meeting`,
    ...field('state', state),
    '    basis: named',
  ];
}

function formatTally({ tally: found }: FoundColumns): readonly string[] {
  const counts = (['for', 'against', 'abstained'] as const).flatMap((name) =>
    found[name] === undefined ? [] : [`${name}: '{${found[name]}}'`],
  );
  return counts.length < 2 ? [] : [`    tally: { ${counts.join(', ')} }`];
}

function proposeStates(found: FoundColumns): readonly string[] {
  const { matrix, meetings, veto, opposed, vote, chair, state, number, dates } = found;
  const { hasSeveralStates } = found;
  const isUsed = (matrix ?? meetings ?? veto ?? opposed ?? vote) !== undefined;
  if (isUsed || state === undefined) return [];
  const each = hasSeveralStates ? [`    each: ${state}`] : [];
  const period = [...field('startedOn', dates[0]), ...field('endedOn', dates[1])];
  if (chair !== undefined)
    return number === undefined
      ? [
          '  - type: ChairmanshipRecorded',
          `    body: ${CHOICE}`,
          ...field('chair', chair),
          '    stage: current',
          ...period,
        ]
      : ['  - type: MeetingChaired', ...field('chairs', chair)];
  if (number !== undefined)
    return ['  - type: DelegationAttended', ...each, ...field('state', state), '    basis: named'];
  return [
    '  - type: MembershipStatusRecorded',
    ...each,
    ...field('member', state),
    `    body: ${CHOICE}`,
    '    status: member # or observer, partner, …',
    ...period,
  ];
}
