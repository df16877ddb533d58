import { DOCUMENT_FACT_DEFINITIONS, getShapeName, unwrapSchema } from '@rapporteur/contracts';
import { z } from 'zod';

type FieldSchema = z.ZodType;

/** A leaf of the data of a fact: a text, a number or a yes or no, with its path. */
export interface FactLeaf {
  readonly path: string;
  readonly value: string | number | boolean;
}

/** A fact with a value in every field, no two of them alike, and the things that it tells of. */
export interface FullFact {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** The ids that the fact names, by kind. */
  readonly ids: Readonly<Record<string, readonly string[]>>;
}

/** The values of fields whose shape allows more than the rules do. */
const ACTOR_KINDS: Readonly<Record<string, string>> = {
  'DelegationAttended.state': 'state',
  'OrganAttended.organ': 'body',
  'IncidentCondemned.condemner': 'body',
  'MembershipStatusRecorded.member': 'state',
  'MeetingChaired.chairs': 'state',
  'MeetingHeld.host': 'state',
  'MeetingAnnounced.chair': 'state',
  'MeetingAnnounced.host': 'state',
  'VoteTaken.votes.by': 'state',
  'DecisionAdopted.affects': 'body',
  'MeetingAnnounced.expected': 'state',
  'ChairmanshipTransferred.from': 'state',
  'ChairmanshipTransferred.to': 'state',
  'ChairmanshipRecorded.chair': 'state',
  'EventPlanned.hostState': 'state',
  'OrganizationDesignated.organization': 'body',
  'AssessmentReported.organization': 'body',
  'IncidentCondemned.perpetrators': 'state',
};
const STATE_CODES = ['NLD', 'DEU', 'FRA', 'BEL', 'LUX', 'DNK', 'SWE', 'NOR', 'FIN', 'EST', 'LVA'];

/** Returns a full fact of every type, except one that needs two texts of a document. */
export function listFullFacts(): readonly FullFact[] {
  return DOCUMENT_FACT_DEFINITIONS.filter(({ type }) => type !== 'DocumentSuperseded').map(
    ({ type, schema }) => new FullFactBuilder(type).build(schema),
  );
}

class FullFactBuilder {
  readonly #type: string;
  readonly #slug: string;
  readonly #ids = new Map<string, string[]>();
  #count = 0;

  constructor(type: string) {
    this.#type = type;
    this.#slug = type.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
  }

  build(schema: z.ZodObject): FullFact {
    const { assertion: _, ...shape } = schema.shape as Readonly<Record<string, FieldSchema>>;
    const data = this.#object(this.#type, shape);
    // An end lies after the start.
    const dates = 'endedOn' in data ? { endedOn: this.#date('endedOn', 2060) } : {};
    return { type: this.#type, data: { ...data, ...dates }, ids: Object.fromEntries(this.#ids) };
  }

  #object(path: string, shape: Readonly<Record<string, FieldSchema>>): Record<string, unknown> {
    return Object.fromEntries(
      Object.entries(shape).map(([name, field]) => [name, this.#field(`${path}.${name}`, field)]),
    );
  }

  #field(path: string, schema: FieldSchema): unknown {
    const inner = unwrapSchema(schema);
    if (inner instanceof z.ZodArray)
      return [this.#value(path, unwrapSchema(inner.element as FieldSchema))];
    return this.#value(path, inner);
  }

  #value(path: string, schema: FieldSchema): unknown {
    const referent = schema.meta()?.['referent'] as string | undefined;
    if (referent !== undefined) return this.#id(referent, path);
    const shape = getShapeName(schema);
    if (shape === 'ActorRef') return this.#actor(path);
    if (shape === 'DateValue') return this.#date(path, 2030);
    if (shape === 'CountryCode') return this.#state();
    if (shape === 'Term') return `${this.#slug}-term-${this.#next()}`;
    if (shape === 'Sha256') return null;
    if (shape === 'Interval') return `P${this.#next()}D`;
    if (shape === 'Count') return this.#amount(path);
    if (shape === 'Span') return { start: 10 + this.#next(), end: 100 + this.#next() };
    return this.#plainValue(path, schema);
  }

  #plainValue(path: string, schema: FieldSchema): unknown {
    if (schema instanceof z.ZodEnum) return schema.options.at(-1);
    if (schema instanceof z.ZodBoolean) return true;
    if (schema instanceof z.ZodNumber) return 700 + this.#next();
    if (schema instanceof z.ZodString) return `${path} in words ${this.#next()}`;
    if (schema instanceof z.ZodUnion) return this.#value(path, schema.options[0] as FieldSchema);
    if (schema instanceof z.ZodObject) return this.#object(path, schema.shape);
    throw new Error(`A full fact has no value for \`${path}\`.`);
  }

  #next(): number {
    return (this.#count += 1);
  }

  #id(kind: string, path: string): string {
    const slug = `${this.#slug}-${path.split('.').slice(1).join('-').toLowerCase()}`;
    // The id of a meeting begins with that of its body.
    const own = kind === 'meeting' ? `grove-${slug}` : slug;
    const id = path === `${this.#type}.body` && this.#type.startsWith('Meeting') ? 'grove' : own;
    this.#ids.set(kind, [...(this.#ids.get(kind) ?? []), id]);
    return id;
  }

  #state(): string {
    const code = STATE_CODES[this.#next() % STATE_CODES.length] ?? '';
    this.#ids.set('state', [...(this.#ids.get('state') ?? []), code]);
    return code;
  }

  #actor(path: string): unknown {
    const kind = ACTOR_KINDS[path] ?? 'person';
    const nameAsWritten = `${path} as named ${this.#next()}`;
    if (kind === 'state') {
      return { id: this.#state(), kind, nameAsWritten };
    }
    if (kind === 'body') return { id: this.#id('body', path), kind: 'organ', nameAsWritten };
    const id = `person-${this.#slug}-${this.#next()}`;
    this.#ids.set('person', [...(this.#ids.get('person') ?? []), id]);
    const office = `${path} office ${this.#next()}`;
    return { id, kind, nameAsWritten, of: this.#id('body', `${path}.of`), office };
  }

  #date(path: string, year: number): unknown {
    const number = this.#next();
    const day = new Date(Date.UTC(year, 0, 1 + number)).toISOString().slice(0, 10);
    const words = { asWritten: `${path} as dated ${number}`, rule: `${path} dated by ${number}` };
    return { edtf: day, basis: 'relative', ...words };
  }

  #amount(path: string): unknown {
    const min = 7000 + this.#next();
    const words = { qualifier: `${path} qualified ${min}`, ofWhat: `${path} counts ${min}` };
    return { min, max: min + 500, ...words };
  }
}

/** Returns the leaves of a value, in its order. */
export function listLeaves(value: unknown, path = ''): readonly FactLeaf[] {
  if (value === null || value === undefined) return [];
  if (typeof value === 'object')
    return Object.entries(value).flatMap(([name, inner]) =>
      listLeaves(inner, path === '' ? name : `${path}.${name}`),
    );
  return [{ path, value: value as FactLeaf['value'] }];
}

/** Returns whether the JSON of a page shows a leaf: a text as a part of a text, too. */
export function showsLeaf(page: string, { path, value }: FactLeaf): boolean {
  if (typeof value === 'boolean') return page.includes(`"${path.split('.').at(-1)}":${value}`);
  if (typeof value === 'number') return new RegExp(`[:\\[,]${value}[,}\\]]`).test(page);
  return page.includes(JSON.stringify(value).slice(1, -1));
}
