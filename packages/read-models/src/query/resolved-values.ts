import type { Resolution } from '@rapporteur/statements';
import type { ResolvedThing } from './resolve-things.ts';

/** Reads the resolved values of a thing. Of a thing that no fact is about, nothing is stated. */
export class ResolvedValues {
  readonly #thing: ResolvedThing | undefined;

  constructor(thing: ResolvedThing | undefined) {
    this.#thing = thing;
  }

  /** Returns the value of a property; null if it is not stated. */
  read<T>(property: string): T | null {
    return this.find<T>(property)?.value ?? null;
  }

  /** Returns the values of a property that is a list. */
  list<T>(property: string): readonly T[] {
    return this.read<readonly T[]>(property) ?? [];
  }

  /** Returns the value of a property with the statements that support it. */
  find<T>(property: string): Resolution<T> | undefined {
    return this.#thing?.properties.get(property) as Resolution<T> | undefined;
  }

  /** Returns the value that each statement of a property has; those of a list one by one. */
  listStated<T>(property: string): readonly T[] {
    return (
      this.members.statements[property]?.flatMap(({ value }) => value as T | readonly T[]) ?? []
    );
  }

  /** Returns, of each property on which the sources differ, the values that are not shown. */
  listAlternatives(): Readonly<Record<string, readonly unknown[]>> {
    const properties = [...(this.#thing?.properties ?? [])];
    const differing = properties.filter(([, { agreement }]) => agreement === 'sources differ');
    return Object.fromEntries(
      differing.map(([property, { alternatives }]) => [
        property,
        alternatives.map(({ value }) => value),
      ]),
    );
  }

  /** The members of every view of a resolved thing. */
  get members(): Pick<ResolvedThing, 'agreement' | 'statements'> {
    return {
      agreement: this.#thing?.agreement ?? {},
      statements: this.#thing?.statements ?? {},
    };
  }
}
