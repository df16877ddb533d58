/**
 * The chair of a body over time, as far as the evidence goes. The tests named here are in
 * `chair-line.spec.ts`.
 * 1. The holder on a day is `told` if a fact covers the day. The day of a hand-over belongs to the
 *    new holder. Test: "passes to the new holder on the day of the hand-over".
 * 2. Between two days with evidence of one holder, and after the last one, the holder is
 *    presumed. Test: "is presumed between two days with one holder".
 * 3. A holder whose start a fact tells is presumed until the start of another holder. Otherwise nobody
 *    is known between two holders. Test: "is not known between evidence of two holders".
 * 4. After the end of a told period, nobody is known. Test: "ends with its term".
 * 5. The chair of a meeting is evidence for its days only. Test: "has evidence for the days of a chaired
 *    meeting only".
 * 6. If facts name different holders for a day, none is chosen. Test: "is nobody where sources
 *    differ, and all of them are listed". A person may have chosen one. Test: "is the one that a
 *    person settled".
 * 7. The order of the facts decides nothing. Test: "gives the same line for any order of the facts".
 */
import { toDateView } from '../views.ts';
import type { ChairEvidence, ChairFact, GetActorKey } from './chair-evidence.ts';
import {
  type ChairHistory,
  type ChairRun,
  type DatedEvidence,
  readChairHistory,
  toKnownChair,
  toTenure,
} from './chair-runs.ts';
import type { ChairOnDay, ChairTenure } from './chair-views.ts';

export type { ChairFact } from './chair-evidence.ts';

const NOT_KNOWN: ChairOnDay = {
  known: 'not-known',
  holder: null,
  possibly: [],
  changedIn: toDateView(null),
  lastKnown: null,
  nextKnown: null,
  planned: [],
};
const LAST_DAY = '9999-12-31';

const getId: GetActorKey = (_, { id }) => id;

/**
 * Returns the chairmanships of a body, the earliest first; those without any day come last. Evidence may be required: a
 * chairmanship without any such piece is left out.
 */
export function buildChairLine(
  facts: readonly ChairFact[],
  getKey: GetActorKey = getId,
  isRequired: (piece: ChairEvidence) => boolean = () => true,
): readonly ChairTenure[] {
  const { runs, undated } = readChairHistory(facts, getKey);
  const rest = Map.groupBy(undated, ({ key }) => key).values();
  return [...runs.map(({ pieces }) => pieces), ...rest]
    .filter((pieces) => pieces.some(isRequired))
    .map(toTenure);
}

/** Returns the holder of a chair on a day, `YYYY-MM-DD`; null: after all that is recorded. */
export function findChairOnDay(
  facts: readonly ChairFact[],
  day: string | null,
  getKey: GetActorKey = getId,
): ChairOnDay {
  const history = readChairHistory(facts, getKey);
  const on = day ?? LAST_DAY;
  const found =
    findTold(history, on) ?? findInUnstatedDays(history, on) ?? findBetween(history, on);
  return { ...found, planned: listPlans(history, on, found.holder) };
}

/** Returns the result of the evidence that is certain for a day; null if there is none. */
function findTold(history: ChairHistory, day: string): ChairOnDay | null {
  const covering = history.pieces.filter(
    ({ certain }) => certain !== null && certain.from <= day && day <= certain.to,
  );
  const begins = ({ certain, since }: DatedEvidence): boolean =>
    since !== null && certain?.from === day;
  const told = covering.some(begins)
    ? covering.filter((piece) => begins(piece) || piece.certain?.to !== day)
    : covering;
  // A chair that is called outgoing gives way to the one that is current on that day.
  const staying = told.filter(
    ({ fact, certain }) =>
      fact.stage !== 'outgoing' || fact.endedOn !== null || certain?.to !== day,
  );
  if (staying.length > 0) return createResult(history, staying);
  if (told.length > 0) return createResult(history, told);

  const run = history.runs.find(
    ({ pieces }) =>
      pieces.some(({ since, possible }) => since !== null && possible.to < day) &&
      pieces.some(({ until, possible }) => until !== null && possible.from > day),
  );
  return run === undefined ? null : createResult(history, run.pieces);
}

/** Returns the result of dates known to the month or year that cover a day. */
function findInUnstatedDays(history: ChairHistory, day: string): ChairOnDay | null {
  const covering = history.pieces.filter(
    ({ possible }) => possible.from <= day && day <= possible.to,
  );
  const [first] = covering;
  if (first === undefined) return null;

  const pieces = [...findPrevious(history, covering, day), ...covering];
  if (new Set(pieces.map(({ key }) => key)).size > 1) {
    const starting = covering.findLast(({ since }) => since !== null);
    return {
      ...NOT_KNOWN,
      ...findNeighbours(history, day),
      possibly: listTenures(history, pieces),
      changedIn: toDateView(starting?.since ?? first.heldOn ?? first.until),
    };
  }
  const result = createResult(history, covering);
  const isDayOnly = covering.every(({ tells }) => tells === 'day');
  return isDayOnly ? { ...result, known: 'presumed' } : result;
}

/** Returns the evidence of the holder before a start that is known to the month or year only. */
function findPrevious(
  { runs, pieces }: ChairHistory,
  covering: readonly DatedEvidence[],
  day: string,
): readonly DatedEvidence[] {
  const hasBegun = covering.some(
    (piece) =>
      piece.since === null ||
      pieces.some(
        ({ key, certain }) => key === piece.key && certain !== null && certain.from <= day,
      ),
  );
  if (hasBegun) return [];
  return findLastRuns(runs, day).flatMap((run) => (run.lasting ? run.pieces : []));
}

/** Returns the runs with the last evidence before a day. */
function findLastRuns(runs: readonly ChairRun[], day: string): readonly ChairRun[] {
  const before = runs.filter(({ to }) => to < day);
  const last = before.map(({ to }) => to).reduce((a, b) => (a > b ? a : b), '');
  return before.filter(({ to }) => to === last);
}

/** Returns the result of the evidence before and after a day that none covers. */
function findBetween(history: ChairHistory, day: string): ChairOnDay {
  const neighbours = findNeighbours(history, day);
  const presume = (runs: readonly ChairRun[]): ChairOnDay => ({
    ...createResult(
      history,
      runs.flatMap(({ pieces }) => pieces),
    ),
    ...neighbours,
    ...(runs.length === 1 ? { known: 'presumed' } : {}),
  });
  const within = history.runs.filter(
    ({ pieces }) =>
      pieces.some(({ possible }) => possible.to < day) &&
      pieces.some(({ possible }) => possible.from > day),
  );
  if (within.length > 0) return presume(within);

  const before = findLastRuns(history.runs, day);
  const lasting = before.filter((run) => run.lasting);
  const next = history.runs.find(({ from }) => from > day);
  const begins = next?.pieces[0];
  // A hand-over that names the previous holder begins with the end of that one.
  const isEndedByStart =
    lasting.some(({ startTold }) => startTold) && begins !== undefined && begins.since !== null;
  if (lasting.length > 0 && (next === undefined || isEndedByStart)) return presume(lasting);
  if (before.length === 0 && next !== undefined && begins?.tells === 'end') return presume([next]);

  const possibly = history.pieces.length === 0 ? history.undated : [];
  return {
    ...NOT_KNOWN,
    ...neighbours,
    known: history.pieces.length + history.undated.length === 0 ? 'not-recorded' : 'not-known',
    possibly: [...Map.groupBy(possibly, ({ key }) => key).values()].map(toTenure),
  };
}

function findNeighbours(
  { pieces }: ChairHistory,
  day: string,
): Pick<ChairOnDay, 'lastKnown' | 'nextKnown'> {
  const last = pieces
    .filter(({ possible }) => possible.to < day)
    .reduce<DatedEvidence | undefined>(
      (best, piece) => (best === undefined || piece.possible.to >= best.possible.to ? piece : best),
      undefined,
    );
  const next = pieces.find(({ possible }) => possible.from > day);
  return {
    lastKnown: last === undefined ? null : toKnownChair(last, 'last'),
    nextKnown: next === undefined ? null : toKnownChair(next, 'next'),
  };
}

/** Returns the holder of pieces of evidence; if they differ, all, with the one that was settled. */
function createResult(history: ChairHistory, pieces: readonly DatedEvidence[]): ChairOnDay {
  const tenures = listTenures(history, pieces);
  const [holder = null] = tenures;
  if (tenures.length === 1) return { ...NOT_KNOWN, known: 'told', holder };

  const settled = listTenures(
    history,
    pieces.filter(({ fact }) => fact.settled),
  );
  const [chosen = null] = settled;
  return settled.length === 1
    ? { ...NOT_KNOWN, known: 'settled', holder: chosen, possibly: tenures }
    : { ...NOT_KNOWN, known: 'sources-differ', possibly: tenures };
}

/** Returns one chairmanship for each holder: the runs that contain the pieces. */
function listTenures(
  { runs }: ChairHistory,
  pieces: readonly DatedEvidence[],
): readonly ChairTenure[] {
  const wanted = new Set(pieces);
  const containing = runs.filter((run) => run.pieces.some((piece) => wanted.has(piece)));
  return [...Map.groupBy(containing, ({ key }) => key).values()].map((own) =>
    toTenure(own.flatMap((run) => run.pieces)),
  );
}

/** Returns the plans that are not over on a day, and that no later evidence has overtaken. */
function listPlans(
  { planned, pieces }: ChairHistory,
  day: string,
  holder: ChairTenure | null,
): readonly ChairTenure[] {
  const isOvertaken = ({ possible }: ChairEvidence): boolean =>
    pieces.some(({ certain }) => certain !== null && certain.to > (possible?.to ?? LAST_DAY));
  const open = planned.filter(({ possible, until, holders, ...plan }) => {
    if (holders.some(({ id }) => holder?.holders.some((held) => held.id === id))) return false;
    if (possible === null || possible.to >= day) return true;
    return until === null && !isOvertaken({ possible, until, holders, ...plan });
  });
  return [...Map.groupBy(open, ({ key }) => key).values()].map(toTenure);
}
