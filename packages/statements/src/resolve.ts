import { isContradictable, isSupport } from './is-compatible.ts';
import { compareStatements, getStatementPrecision } from './rank-statement.ts';
import {
  compareEventIds,
  EMPTY_CONTEXT,
  formatSettlement,
  type Statement,
  type StatementContext,
} from './statement.ts';

/** The agreement of the statements of one property. */
export type Agreement = 'one source' | 'sources agree' | 'sources differ' | 'settled';

/** Another value of a property, with the events that state it. */
export interface AlternativeValue<V = unknown> {
  readonly value: V;
  readonly events: readonly string[];
}

/** The value of a property that a set of statements gives. */
export interface Resolution<V = unknown> {
  /** Null if there are no statements. */
  readonly value: V | null;
  /** Null without statements, and for variants: several names do not agree, nor do they differ. */
  readonly agreement: Agreement | null;
  /** The events that state the value, or one that it is compatible with. */
  readonly events: readonly string[];
  readonly alternatives: readonly AlternativeValue<V>[];
  /** The statement whose value is shown; undefined without statements. */
  readonly lead: Statement<V> | undefined;
}

const NO_RESOLUTION: Resolution<never> = {
  value: null,
  agreement: null,
  events: [],
  alternatives: [],
  lead: undefined,
};

function listEvents(statements: readonly Statement[]): readonly string[] {
  return [...new Set(statements.map(({ event }) => event))].toSorted(compareEventIds);
}

function countSources(statements: readonly Statement[]): number {
  return new Set(statements.map(({ statedIn, document }) => statedIn ?? document ?? '')).size;
}

/** The most precise of the statements that are compatible with the first; the first at a tie. */
function findMostPrecise<V>(supporters: readonly Statement<V>[]): Statement<V> | undefined {
  return supporters.reduce<Statement<V> | undefined>(
    (best, next) =>
      best === undefined || getStatementPrecision(next) < getStatementPrecision(best) ? next : best,
    undefined,
  );
}

/** Groups statements, best first: each joins the first group that it is compatible with. */
function groupAlternatives<V>(
  statements: readonly Statement<V>[],
  context: StatementContext,
): readonly AlternativeValue<V>[] {
  const groups: { readonly lead: Statement<V>; readonly members: Statement<V>[] }[] = [];
  for (const statement of statements) {
    const group = groups.find(({ lead }) => isSupport(lead, statement, context));
    if (group === undefined) groups.push({ lead: statement, members: [statement] });
    else group.members.push(statement);
  }
  return groups.map(({ lead, members }) => ({ value: lead.value, events: listEvents(members) }));
}

/**
 * Resolves the statements of one property of one thing. Pure, and independent of the order of the
 * statements:
 *
 * 1. The statements are ordered by {@link compareStatements}: settled by a person; own before
 *    attributed, narrated and metadata; stated before context, relative and derived; more precise;
 *    the later document; the smaller id of the document, then of the event. A stage is ordered by
 *    the day of its document, and a text by whether it is of the shown id or a merged one.
 * 2. The first is the lead. Of the statements that are compatible with it, the most precise gives
 *    the value. A settled value is shown as it is.
 * 3. The statements that are not compatible with this value are alternatives.
 *
 * The statements must have the same thing and property. Throws a TypeError otherwise.
 */
export function resolve<V>(
  statements: readonly Statement<V>[],
  context: StatementContext = EMPTY_CONTEXT,
): Resolution<V> {
  const ordered = statements.toSorted((a, b) => compareStatements(a, b, context));
  const [first] = ordered;
  if (first === undefined) return NO_RESOLUTION;
  if (
    ordered.some(
      ({ thing, property }) => property !== first.property || thing.id !== first.thing.id,
    )
  )
    throw new TypeError(
      `All statements must be about \`${first.property}\` of \`${first.thing.id}\`. Group them first.`,
    );

  const isSettled = context.settled?.has(formatSettlement(first.event, first.property)) === true;
  const compatible = ordered.filter((each) => isSupport(first, each, context));
  const lead = isSettled ? first : (findMostPrecise(compatible) ?? first);
  const supporters = ordered.filter((each) => isSupport(lead, each, context));
  const others = ordered.filter((each) => !isSupport(lead, each, context));

  return {
    value: lead.value,
    agreement: findAgreement({ isSettled, lead, supporters, others }),
    events: listEvents(supporters),
    alternatives: groupAlternatives(others, context),
    lead,
  };
}

function findAgreement({
  isSettled,
  lead,
  supporters,
  others,
}: {
  readonly isSettled: boolean;
  readonly lead: Statement;
  readonly supporters: readonly Statement[];
  readonly others: readonly Statement[];
}): Agreement | null {
  if (isSettled) return 'settled';
  if (others.length > 0) return isContradictable(lead) ? 'sources differ' : null;
  return countSources(supporters) > 1 ? 'sources agree' : 'one source';
}
