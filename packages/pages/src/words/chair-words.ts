import { formatDateText, formatValue, type WordOptions } from './value-words.ts';

/** A chairmanship in an answer. */
export interface CliTenure {
  readonly holders: readonly { readonly id: string }[];
  readonly person: unknown;
  readonly since: unknown;
  readonly until: unknown;
  readonly knownOn: readonly unknown[];
}

interface CliKnownChair {
  readonly holders: CliTenure['holders'];
  readonly on: unknown;
}

/** The chair of a body over time, and on one day. */
export interface ChairResult {
  readonly body: string;
  readonly bodyName?: string;
  readonly known: 'told' | 'presumed' | 'not-known' | 'sources-differ' | 'settled' | 'not-recorded';
  /** Missing where the day is that of the whole answer. */
  readonly day?: string;
  readonly holder: CliTenure | null;
  readonly possibly: readonly CliTenure[];
  readonly changedIn: { readonly stated: boolean };
  readonly lastKnown: CliKnownChair | null;
  readonly nextKnown: CliKnownChair | null;
  readonly planned: readonly CliTenure[];
  readonly line: readonly CliTenure[];
}

/** Returns joint holders: `Italy and Finland`. */
export function formatHolders(holders: CliTenure['holders']): string {
  return holders.map((each) => formatValue(each)).join(' and ');
}

/** Formats the answer to a question about a chair. */
export class ChairWords {
  readonly #options: WordOptions;

  constructor(options: WordOptions) {
    this.#options = options;
  }

  /** Returns the sentences about the chair on the day, and about plans. */
  formatAnswer(chair: ChairResult): readonly string[] {
    const { day, planned } = chair;
    const plans = planned.map(
      (plan) => `Planned: ${formatHolders(plan.holders)}${this.#formatTerm(plan)}.`,
    );
    const when =
      day === undefined ? 'On that day' : `On ${formatDateText(day, this.#options.days)}`;
    return [`${when}: ${this.#formatKnown(chair)}`, ...plans];
  }

  // Without a recorded chair, the chair of another body is not a substitute.
  #formatKnown({ body, bodyName = body, ...chair }: ChairResult): string {
    const { known, holder, possibly, changedIn } = chair;
    const between = this.#formatNeighbours(chair);
    const candidates = possibly.map(({ holders }) => formatHolders(holders)).join(' or ');
    if (known === 'not-recorded') return `the chair of ${bodyName} is not recorded.`;
    if (known === 'sources-differ') return `sources differ: ${candidates}.`;
    if (changedIn.stated)
      return `changed in ${this.#format(changedIn)}, day not stated: ${candidates}.`;
    if (holder === null) return `not known${between}.`;
    const name = formatHolders(holder.holders) + this.#formatTerm(holder);
    if (known === 'settled') return `${name}, as was settled; sources differ: ${candidates}.`;
    return known === 'told' ? `${name}.` : `presumably ${name}${between}.`;
  }

  #formatTerm({ since, until }: Pick<CliTenure, 'since' | 'until'>): string {
    const words = [
      ...(isStated(since) ? [`, since ${this.#format(since)}`] : []),
      ...(isStated(until) ? [`, until ${this.#format(until)}`] : []),
    ];
    return words.join('');
  }

  #formatNeighbours({
    holder,
    lastKnown,
    nextKnown,
  }: Pick<ChairResult, 'holder' | 'lastKnown' | 'nextKnown'>): string {
    return [
      ...(lastKnown === null ? [] : [this.#formatNeighbour('last', lastKnown, holder)]),
      ...(nextKnown === null ? [] : [this.#formatNeighbour('next', nextKnown, holder)]),
    ].join('');
  }

  /** Of the holder itself, only the day is repeated. */
  #formatNeighbour(word: string, known: CliKnownChair, holder: CliTenure | null): string {
    const on = isStated(known.on) ? this.#format(known.on) : 'on a day not stated';
    const isSame = holder !== null && isSameHolder(holder, known);
    return isSame
      ? `; ${word} stated ${on}`
      : `; ${word} known ${formatHolders(known.holders)}, ${on}`;
  }

  #format(value: unknown): string {
    return formatValue(value, this.#options);
  }
}

const isStated = (date: unknown): boolean =>
  (date as { readonly stated?: boolean } | null)?.stated === true;

function isSameHolder({ holders }: CliTenure, known: CliKnownChair): boolean {
  const ids = known.holders.map(({ id }) => id);
  return holders.some(({ id }) => ids.includes(id));
}
