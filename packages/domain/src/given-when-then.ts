import { type Command, COMMANDS, type DomainEvent, sha256Hex } from '@rapporteur/contracts';
import { decide } from './decide.ts';
import type { Decision } from './decision.ts';
import { apply, type CollectionState, openedState } from './state.ts';

/** A command as somebody sends it. */
export interface Sent {
  readonly name: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Parses a command that is meant to be well formed. */
export function parsed({ name, body }: Sent): Command {
  const result = COMMANDS.get(name)?.parse({ collection: 'sco', ...body });
  if (result === undefined) throw new Error(`no command is called ${name}`);
  if (!result.ok)
    throw new Error(
      `${name}: ${result.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ')}`,
    );
  return result.command;
}

/** What a command does to a state: the state with its events, under ids `{commandId}.{n}`. */
export function after(
  state: CollectionState | undefined,
  decision: Decision,
  commandId: string,
): CollectionState | undefined {
  if (decision.kind !== 'record') return state;
  return decision.events.reduce<CollectionState | undefined>((current, event, n) => {
    const id = `${commandId}.${n + 1}`;
    if (current === undefined)
      return event.type === 'CollectionOpened' ? openedState(event.data, id) : undefined;
    return apply(current, id, event.stream, event);
  }, state);
}

/** The record after these commands, the n-th under the command id `c{n}`. Throws where one of them is refused. */
export function recordOf(...commands: readonly Sent[]): CollectionState | undefined {
  return commands.reduce<CollectionState | undefined>((state, sent, n) => {
    const decision = decide(state, parsed(sent), `c${n + 1}`);
    if (decision.kind === 'refused')
      throw new Error(
        `${sent.name}: ${decision.rejections.map(({ message }) => message).join('; ')}`,
      );
    return after(state, decision, `c${n + 1}`);
  }, undefined);
}

/** `given(…what was recorded).when(command)`, with the decision; each is decided twice, and must come out the same. */
export function given(...commands: readonly Sent[]) {
  const state = recordOf(...commands);
  return {
    state,
    when(sent: Sent): Outcome {
      const command = parsed(sent);
      const [first, second] = [decide(state, command, 'new'), decide(state, command, 'new')];
      if (JSON.stringify(first) !== JSON.stringify(second))
        throw new Error(`${sent.name} was decided twice, differently`);
      return new Outcome(first);
    },
  };
}

/** What became of the command, in the words of a test. */
export class Outcome {
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
  get refusals(): readonly string[] {
    if (this.decision.kind !== 'refused') return [];
    return this.decision.rejections.map(({ code, field }) => `${code} ${field ?? '-'}`);
  }
}

const TEXT = 'x'.repeat(1000);
const NOTE_SHA = sha256Hex(TEXT);

/** A passage of the note, or of another registered document, from `start` on, ten characters long. */
export function passage(start: number, document = 'note') {
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
export function says(start: number, document = 'note') {
  return { assertion: { passages: [passage(start, document)], modality: 'reported' } };
}

export const state = (id: string, nameAsWritten = id) => ({ id, kind: 'state', nameAsWritten });
export const on = (edtf: string) => ({ edtf, basis: 'stated' });

export const opened: Sent = {
  name: 'OpenCollection',
  body: {
    title: 'SCO',
    rootBody: { body: 'sco', name: 'Shanghai Cooperation Organization', kind: 'organization' },
  },
};

export const noteRegistered: Sent = {
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

export const articleRegistered: Sent = {
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

const councilRegistered: Sent = {
  name: 'RegisterBody',
  body: { body: 'council', name: 'Council', kind: 'organ', parents: ['sco'] },
};

/** A record with a body and two documents: what most stories begin with. */
export const basics: readonly Sent[] = [
  opened,
  noteRegistered,
  articleRegistered,
  councilRegistered,
];

export function meetingHeld(
  fields: Readonly<Record<string, unknown>> = {},
  start = 0,
  document = 'note',
): Sent {
  return {
    name: 'RecordMeetingHeld',
    body: {
      meeting: 'council-44',
      body: 'council',
      ordinal: { value: 44 },
      occurredOn: on('2025-09-10'),
      ...says(start, document),
      ...fields,
    },
  };
}

export function handOver(
  from: string | null,
  to: string | null,
  date: string | null,
  start: number,
  document = 'note',
): Sent {
  const actor = (id: string | null) => (id === null ? null : state(id));
  return {
    name: 'RecordChairmanshipTransferred',
    body: {
      body: 'council',
      from: actor(from),
      to: actor(to),
      effectiveOn: date === null ? null : on(date),
      ...says(start, document),
    },
  };
}
