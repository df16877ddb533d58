import { CHOICE, type ProposedColumn } from './proposed-column.ts';

/** Proposes the facts of a table by its columns; a person must read them. */
export function proposeFacts(columns: readonly ProposedColumn[]): readonly string[] {
  const find = (test: (column: ProposedColumn) => boolean): string | undefined =>
    columns.find(test)?.name;
  const hasHeader = ({ profiles }: ProposedColumn, pattern: RegExp): boolean =>
    profiles.some(({ header }) => pattern.test(header));
  const isSingle = ({ profiles }: ProposedColumn): boolean => profiles.length === 1;
  const isDate = ({ guess }: ProposedColumn): boolean =>
    guess.kind === 'date' || guess.kind === 'unproven-date';
  const matrix = columns.find(({ hasStateHeaders }) => hasStateHeaders);
  const found = {
    matrix: matrix?.name,
    date:
      find((one) => one.guess.kind === 'date' && one.guess.format.includes('D')) ?? find(isDate),
    dates: columns.filter(isDate).map(({ name }) => name),
    number: find(
      (one) => isSingle(one) && hasHeader(one, /^(no\.?|nr\.?|number|meeting|session|#)/i),
    ),
    veto: find((one) => one.guess.kind === 'state' && hasHeader(one, /veto/i)),
    chair: find((one) => one.guess.kind === 'state' && hasHeader(one, /chair|presid/i)),
    state: find((one) => one.guess.kind === 'state' && isSingle(one)),
    draft: find((one) => hasHeader(one, /draft|resolution|decision|symbol/i)),
    city: find((one) => isSingle(one) && hasHeader(one, /city|place|venue|location/i)),
  };
  const isVote = columns.some((one) => hasHeader(one, /result|outcome|draft|resolution/i));
  const facts = [...proposeMeeting(found), ...proposeVotes(found, isVote), ...proposeStates(found)];
  return facts.length === 0
    ? [
        "# No type of fact is evident. Choose one of docs/codebook.md, and fill its fields: '{column}'.",
        'facts:',
        `  - type: ${CHOICE}`,
      ]
    : ['facts:', ...facts];
}

interface FoundColumns {
  readonly matrix: string | undefined;
  readonly date: string | undefined;
  readonly dates: readonly string[];
  readonly number: string | undefined;
  readonly veto: string | undefined;
  readonly chair: string | undefined;
  readonly state: string | undefined;
  readonly draft: string | undefined;
  readonly city: string | undefined;
}

const field = (name: string, column: string | undefined, modifier = ''): readonly string[] =>
  column === undefined ? [] : [`    ${name}: '{${column}${modifier}}'`];

function proposeMeeting({ number, date, city }: FoundColumns): readonly string[] {
  if (number === undefined) return [];
  return [
    '  - type: MeetingHeld',
    `    when: ${number}`,
    '    once: true # several rows may be of one meeting',
    `    body: ${CHOICE}`,
    ...field('ordinal', number),
    ...field('occurredOn', date),
    ...(city === undefined ? [] : [`    places: { name: '{${city}}' }`]),
  ];
}

function proposeVotes(found: FoundColumns, isVote: boolean): readonly string[] {
  const { matrix, veto, draft, date } = found;
  if (veto === undefined && (matrix === undefined || !isVote)) {
    return matrix === undefined
      ? []
      : [
          '  - type: DelegationAttended',
          `    each: ${matrix}`,
          `    state: '{${matrix}.header}'`,
          '    basis: named',
        ];
  }
  const votes =
    veto === undefined
      ? `{ each: ${matrix}, by: '{${matrix}.header}', vote: '{${matrix}}' }`
      : `{ each: ${veto}, by: '{${veto}}', vote: against, veto: true }`;
  return [
    '  - type: VoteTaken',
    `    decision: ${draft === undefined ? "'vote-{row}'" : `'{${draft}|slug}'`}`,
    ...field('draft', draft),
    `    body: ${CHOICE}`,
    ...field('occurredOn', date),
    `    outcome: ${veto === undefined ? `${CHOICE} # adopted, rejected, vetoed, consensus or not-put` : 'vetoed'}`,
    `    votes: ${votes}`,
  ];
}

function proposeStates({
  matrix,
  veto,
  chair,
  state,
  number,
  dates,
}: FoundColumns): readonly string[] {
  if (matrix !== undefined || veto !== undefined || state === undefined) return [];
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
    return ['  - type: DelegationAttended', ...field('state', state), '    basis: named'];
  return [
    '  - type: MembershipStatusRecorded',
    ...field('member', state),
    `    body: ${CHOICE}`,
    '    status: member # or observer, partner, …',
    ...period,
  ];
}
