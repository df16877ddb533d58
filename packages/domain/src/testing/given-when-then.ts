import { type Command, COMMANDS, type DomainEvent, sha256Hex } from '@rapporteur/contracts';
import { decide } from '../decide.ts';
import type { Decision } from '../decision.ts';
import { applyEvent, type CollectionState, createCollectionState } from '../state.ts';

/** A command as somebody sends it. */
export interface TestCommand {
  readonly name: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Parses a command that is meant to be well formed. */
export function parseTestCommand({ name, body }: TestCommand): Command {
  const result = COMMANDS.get(name)?.parse({ collection: 'sco', ...body });
  if (result === undefined) throw new Error(`no command is called ${name}`);
  if (!result.ok)
    throw new Error(
      `${name}: ${result.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ')}`,
    );
  return result.command;
}

/** What a command does to a state: the state with its events, under ids `{commandId}.{n}`. */
export function applyDecision(
  state: CollectionState | undefined,
  decision: Decision,
  commandId: string,
): CollectionState | undefined {
  if (decision.kind !== 'record') return state;
  return decision.events.reduce<CollectionState | undefined>((current, event, n) => {
    const id = `${commandId}.${n + 1}`;
    if (current === undefined)
      return event.type === 'CollectionOpened' ? createCollectionState(event.data, id) : undefined;
    return applyEvent(current, { id, stream: event.stream }, event);
  }, state);
}

/** The record after these commands, the n-th under the command id `c{n}`. Throws where one of them is refused. */
export function buildState(...commands: readonly TestCommand[]): CollectionState | undefined {
  return commands.reduce<CollectionState | undefined>((state, sent, n) => {
    const decision = decide(state, parseTestCommand(sent), `c${n + 1}`);
    if (decision.kind === 'refused')
      throw new Error(
        `${sent.name}: ${decision.rejections.map(({ message }) => message).join('; ')}`,
      );
    return applyDecision(state, decision, `c${n + 1}`);
  }, undefined);
}

/** `given(…what was recorded).when(command)`, with the decision; each is decided twice, and must come out the same. */
export function given(...commands: readonly TestCommand[]) {
  const state = buildState(...commands);
  return {
    state,
    when(sent: TestCommand): TestDecision {
      const command = parseTestCommand(sent);
      const [first, second] = [decide(state, command, 'new'), decide(state, command, 'new')];
      if (JSON.stringify(first) !== JSON.stringify(second))
        throw new Error(`${sent.name} was decided twice, differently`);
      return new TestDecision(first);
    },
  };
}

/** What became of the command, in the words of a test. */
export class TestDecision {
  readonly decision: Decision;

  constructor(decision: Decision) {
    this.decision = decision;
  }

  /** The types of the events, in order; empty where nothing was recorded. */
  get types(): readonly string[] {
    return this.decision.kind === 'record' ? this.decision.events.map(({ type }) => type) : [];
  }

  get events(): readonly DomainEvent[] {
    return this.decision.kind === 'record' ? this.decision.events : [];
  }

  /** `CODE field` of each refusal; empty where it was not refused. */
  get rejections(): readonly string[] {
    if (this.decision.kind !== 'refused') return [];
    return this.decision.rejections.map(({ code, field }) => `${code} ${field ?? '-'}`);
  }
}

const TEXT = 'x'.repeat(1000);
const NOTE_SHA = sha256Hex(TEXT);

/** A passage of the note, or of another registered document, from `start` on, ten characters long. */
export function passageAt(start: number, document = 'note') {
  const documentSha256 = document === 'note' ? NOTE_SHA : sha256Hex(document);
  return {
    document,
    documentSha256,
    start,
    end: start + 10,
    sha256: sha256Hex(`${start}`),
    line: 1,
  };
}

/** An assertion resting on one passage. */
export function assertionAt(start: number, document = 'note') {
  return { assertion: { passages: [passageAt(start, document)], modality: 'reported' } };
}

export const stateActor = (id: string, nameAsWritten = id) => ({
  id,
  kind: 'state',
  nameAsWritten,
});
export const statedDate = (edtf: string) => ({ edtf, basis: 'stated' });

export const openCollection: TestCommand = {
  name: 'OpenCollection',
  body: {
    title: 'SCO',
    rootBody: { body: 'sco', name: 'Shanghai Cooperation Organization', kind: 'organization' },
  },
};

export const registerNote: TestCommand = {
  name: 'RegisterSource',
  body: {
    document: 'note',
    docType: 'information-note',
    title: 'Note',
    language: 'en',
    sha256: NOTE_SHA,
    characters: 1000,
    assertion: { modality: 'metadata' },
  },
};

export const registerArticle: TestCommand = {
  name: 'RegisterSource',
  body: {
    document: 'article',
    docType: 'article',
    title: 'Article',
    language: 'en',
    sha256: sha256Hex('article'),
    characters: 5000,
    assertion: { modality: 'metadata' },
  },
};

const councilRegistered: TestCommand = {
  name: 'RegisterBody',
  body: { body: 'council', name: 'Council', kind: 'organ', parents: ['sco'] },
};

/** A record with a body and two documents: what most stories begin with. */
export const BASIC_RECORD: readonly TestCommand[] = [
  openCollection,
  registerNote,
  registerArticle,
  councilRegistered,
];

export function recordMeetingHeld(
  fields: Readonly<Record<string, unknown>> = {},
  start = 0,
  document = 'note',
): TestCommand {
  return {
    name: 'RecordMeetingHeld',
    body: {
      meeting: 'council-44',
      body: 'council',
      ordinal: { value: 44 },
      occurredOn: statedDate('2025-09-10'),
      ...assertionAt(start, document),
      ...fields,
    },
  };
}

export function transferChairmanship(
  from: string | null,
  to: string | null,
  date: string | null,
  start: number,
  document = 'note',
): TestCommand {
  const actor = (id: string | null) => (id === null ? null : stateActor(id));
  return {
    name: 'RecordChairmanshipTransferred',
    body: {
      body: 'council',
      from: actor(from),
      to: actor(to),
      effectiveOn: date === null ? null : statedDate(date),
      ...assertionAt(start, document),
    },
  };
}
