/**
 * The state machine of one partition. It is pure and holds no resources.
 *
 * Invariants, each with its test in `partition-lifecycle.spec.ts`:
 * 1. A partition starts to decide when it becomes owned ("decides commands only on the way into
 *    owning").
 * 2. After the loss of its writer a partition backs off ("backs off after every loss").
 * 3. No state leads out of `closed` ("ignores every event once closed").
 * 4. A transition that ends the writing releases the writer ("releases the writer when it stops
 *    writing").
 * 5. A partition that fails, closes or gives up an attempt settles every pending command ("settles
 *    every pending command").
 */

/**
 * - `following`: another instance, or none, writes the partition; this one reads it.
 * - `opening`: this instance acquires the partition.
 * - `owning`: this instance writes the partition.
 * - `lost`: the writer was lost or could not be opened; the next attempt waits for the back-off.
 * - `draining`: the runtime closes, and an owned partition settles its pending commands first.
 * - `failed`: the log or this release has a permanent error.
 * - `closed`: the partition accepts no more commands.
 */
export const LIFECYCLE_STATES = [
  'following',
  'opening',
  'owning',
  'lost',
  'draining',
  'failed',
  'closed',
] as const;
export type LifecycleState = (typeof LIFECYCLE_STATES)[number];

/** Inputs of the state machine. */
export const LIFECYCLE_EVENTS = [
  /** A command that needs the writer was submitted. */
  'commandQueued',
  'writerOpened',
  /** Another writer fenced this one. */
  'writerFenced',
  /** The log did not respond to an append or an opening, or its outcome is unknown. */
  'logUnavailable',
  /** The writer has reached its maximum age. */
  'renewalDue',
  /** No command was submitted for a long time. */
  'idle',
  /** The back-off has passed. */
  'backOffEnded',
  /** Another instance has opened the partition during the attempt to open it. */
  'takenByOther',
  /** Every pending command was settled during the attempt to open the partition. */
  'nothingPending',
  'permanentError',
  'closeRequested',
  /** Every pending command was settled, or the time for that has passed. */
  'drained',
] as const;
export type LifecycleEvent = (typeof LIFECYCLE_EVENTS)[number];

/** Outputs of the state machine: the partition runtime performs them in order. */
export type LifecycleEffect =
  | 'startAttempts'
  | 'openWriter'
  | 'releaseWriter'
  | 'decideQueued'
  | 'watchIdleness'
  | 'backOffAfterFence'
  | 'backOffAfterOutage'
  | 'follow'
  | 'resolveRecorded'
  | 'resolveUnavailable'
  | 'rejectPending'
  | 'drain'
  | 'shutDown';

export interface LifecycleTransition {
  readonly next: LifecycleState;
  readonly effects: readonly LifecycleEffect[];
}

const enter = (next: LifecycleState, ...effects: LifecycleEffect[]): LifecycleTransition => ({
  next,
  effects,
});

const FAIL = enter('failed', 'rejectPending');
const CLOSE = enter('closed', 'shutDown', 'resolveUnavailable');

type TransitionRow = Readonly<Partial<Record<LifecycleEvent, LifecycleTransition>>>;

/** A state and an event that are not listed change nothing: the event arrived too late. */
const TRANSITIONS: Readonly<Record<LifecycleState, TransitionRow>> = {
  following: {
    commandQueued: enter('opening', 'startAttempts', 'openWriter'),
    permanentError: FAIL,
    closeRequested: CLOSE,
  },
  opening: {
    writerOpened: enter('owning', 'watchIdleness', 'decideQueued'),
    writerFenced: enter('lost', 'backOffAfterFence'),
    logUnavailable: enter('lost', 'backOffAfterOutage'),
    // Commands that the other instance has recorded get their outcome; clients repeat the rest.
    takenByOther: enter('following', 'resolveRecorded', 'follow'),
    nothingPending: enter('following', 'resolveUnavailable', 'follow'),
    permanentError: FAIL,
    closeRequested: CLOSE,
  },
  owning: {
    writerFenced: enter('lost', 'releaseWriter', 'startAttempts', 'backOffAfterFence'),
    logUnavailable: enter('lost', 'releaseWriter', 'startAttempts', 'backOffAfterOutage'),
    renewalDue: enter('opening', 'releaseWriter', 'startAttempts', 'openWriter'),
    idle: enter('following', 'releaseWriter', 'follow'),
    closeRequested: enter('draining', 'drain'),
  },
  lost: {
    backOffEnded: enter('opening', 'openWriter'),
    permanentError: FAIL,
    closeRequested: CLOSE,
  },
  draining: {
    // A closing partition is not opened again. A client repeats its command under the same id.
    writerFenced: CLOSE,
    logUnavailable: CLOSE,
    renewalDue: CLOSE,
    drained: CLOSE,
  },
  failed: { closeRequested: CLOSE },
  closed: {},
};

/** Returns the next state and its effects, or undefined where the event changes nothing. */
export function findTransition(
  state: LifecycleState,
  event: LifecycleEvent,
): LifecycleTransition | undefined {
  return TRANSITIONS[state][event];
}

/** The states as metrics report them. */
export const OWNERSHIP_STATES = ['following', 'opening', 'owning', 'broken', 'closed'] as const;
export type OwnershipState = (typeof OWNERSHIP_STATES)[number];

const REPORTED_STATE: Readonly<Record<LifecycleState, OwnershipState>> = {
  following: 'following',
  opening: 'opening',
  owning: 'owning',
  lost: 'opening',
  draining: 'owning',
  failed: 'broken',
  closed: 'closed',
};

/** Returns the state that metrics report. */
export function toOwnershipState(state: LifecycleState): OwnershipState {
  return REPORTED_STATE[state];
}
