import {
  type Command,
  COMMANDS,
  type DomainEvent,
  type EventData,
  sha256Hex,
  toFieldErrors,
} from '@rapporteur/contracts';
import { isOpenConflict } from '../conflict-state.ts';
import { decide } from '../decide.ts';
import type { Decision } from '../decision.ts';
import { applyEvent, type CollectionState, createCollectionState } from '../state.ts';

/** A command as a client sends it. */
export interface TestCommand {
  readonly name: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Parses a command. Throws if it is malformed. */
export function parseTestCommand({ name, body }: TestCommand): Command {
  const bodyWithCollection = { collection: 'sco', ...body };
  const parsed = COMMANDS.get(name)?.parse(bodyWithCollection);
  if (parsed === undefined) throw new Error(`Unknown command ${name}.`);
  if (parsed.ok) return parsed.command;

  const errors = toFieldErrors(parsed.issues, bodyWithCollection);
  const texts = errors.map(({ field, message }) => `${field} ${message}`);
  throw new Error(`The command ${name} is malformed: ${texts.join('; ')}.`);
}

/** Returns the state after a decision, whose events get the ids `{commandId}.{n}`. */
export function applyDecision(
  state: CollectionState | undefined,
  decision: Decision,
  commandId: string,
): CollectionState | undefined {
  if (decision.kind !== 'record') return state;

  return decision.events.reduce<CollectionState | undefined>((current, event, index) => {
    const id = `${commandId}.${index + 1}`;
    if (current !== undefined) return applyEvent(current, { id, stream: event.stream }, event);
    return event.type === 'CollectionOpened' ? createCollectionState(event.data, id) : undefined;
  }, state);
}

/** Returns the state after commands with the ids `c1`, `c2`, … Throws if one is rejected. */
export function buildState(...commands: readonly TestCommand[]): CollectionState | undefined {
  return commands.reduce<CollectionState | undefined>((state, command, index) => {
    const commandId = `c${index + 1}`;
    const decision = decide(state, parseTestCommand(command), commandId);
    if (decision.kind !== 'refused') return applyDecision(state, decision, commandId);

    const messages = decision.rejections.map(({ message }) => message);
    throw new Error(`${command.name}: ${messages.join(' ')}`);
  }, undefined);
}

/** Returns the conflicts of a record that are neither resolved nor ended, in order of flagging. */
export function listOpenConflicts(
  state: CollectionState | undefined,
): readonly EventData<'ConflictFlagged'>[] {
  const conflicts = state?.conflicts.all.values() ?? [];
  return conflicts.filter(isOpenConflict).map(({ data }) => data);
}

/**
 * Returns the decision of a command after other commands: `given(…commands).when(command)`.
 * The command is decided twice, and both decisions must be equal.
 */
export function given(...commands: readonly TestCommand[]) {
  const state = buildState(...commands);
  return {
    state,
    when(testCommand: TestCommand): TestDecision {
      const command = parseTestCommand(testCommand);
      const decision = decide(state, command, 'new');
      const repeated = decide(state, command, 'new');
      if (JSON.stringify(decision) !== JSON.stringify(repeated))
        throw new Error(`Two decisions of ${testCommand.name} on one state must be equal.`);
      return new TestDecision(decision);
    },
  };
}

/** A decision in the form that tests compare. */
export class TestDecision {
  readonly decision: Decision;

  constructor(decision: Decision) {
    this.decision = decision;
  }

  /** The types of the events, in order; empty if nothing was recorded. */
  get types(): readonly string[] {
    return this.decision.kind === 'record' ? this.decision.events.map(({ type }) => type) : [];
  }

  get events(): readonly DomainEvent[] {
    return this.decision.kind === 'record' ? this.decision.events : [];
  }

  /** The code and field of each rejection, such as `DOMAIN_BODY_UNKNOWN body`. */
  get rejections(): readonly string[] {
    if (this.decision.kind !== 'refused') return [];
    return this.decision.rejections.map(({ code, field }) => `${code} ${field ?? '-'}`);
  }
}

const TEXT = 'x'.repeat(1000);
const NOTE_SHA = sha256Hex(TEXT);

/** Returns a passage of ten characters in the note or another registered document. */
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

/** Returns the assertion of a fact with one passage. */
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

const registerCouncil: TestCommand = {
  name: 'RegisterBody',
  body: { body: 'council', name: 'Council', kind: 'organ', parents: ['sco'] },
};

/** The commands that most tests start with: a collection with a body and two documents. */
export const BASIC_RECORD: readonly TestCommand[] = [
  openCollection,
  registerNote,
  registerArticle,
  registerCouncil,
];

/** Returns the command that records a fact from a passage of the note. */
export function recordFact(type: string, fields: object, start: number): TestCommand {
  return { name: `Record${type}`, body: { ...fields, ...assertionAt(start) } };
}

export function retractFact(target: string): TestCommand {
  const evidence = { note: 'A letter' };
  return { name: 'RetractRecord', body: { target, reason: 'Wrong document.', evidence } };
}

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

export function transferChairmanship(transfer: {
  readonly from: string | null;
  readonly to: string | null;
  readonly day: string | null;
  readonly start: number;
}): TestCommand {
  const { from, to, day, start } = transfer;
  return {
    name: 'RecordChairmanshipTransferred',
    body: {
      body: 'council',
      from: from === null ? null : stateActor(from),
      to: to === null ? null : stateActor(to),
      effectiveOn: day === null ? null : statedDate(day),
      ...assertionAt(start),
    },
  };
}
