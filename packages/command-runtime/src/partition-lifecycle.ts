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
 * 5. A partition that fails, closes or gives up an attempt answers every pending command ("answers
 *    what is pending").
 */

/**
 * - `following`: another instance, or none, writes the partition; this one reads it.
 * - `opening`: this instance acquires the partition.
 * - `owning`: this instance writes the partition.
 * - `lost`: the writer was lost or could not be opened; the next attempt waits for the back-off.
 * - `draining`: the runtime closes, and an owned partition answers its pending commands first.
 * - `failed`: the log or this release has a permanent error.
 * - `closed`: the partition takes no more commands.
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
  /** The log did not confirm an append or an opening. */
  'logUnanswered',
  /** The writer has reached its maximum age. */
  'renewalDue',
  /** No command was submitted for a long time. */
  'idle',
  /** The back-off has passed. */
  'backOffEnded',
  /** Another instance has opened the partition during the attempt to open it. */
  'takenByOther',
  /** Every pending command was answered during the attempt to open the partition. */
  'nothingPending',
  'permanentError',
  'closeRequested',
  /** Every pending command was answered, or the time for that has passed. */
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
  | 'backOffAfterSilence'
  | 'follow'
  | 'answerFromLog'
  | 'answerUnavailable'
  | 'rejectPending'
  | 'drain'
  | 'shutDown';

export interface LifecycleTransition {
  readonly next: LifecycleState;
  readonly effects: readonly LifecycleEffect[];
}

const to = (next: LifecycleState, ...effects: LifecycleEffect[]): LifecycleTransition => ({
  next,
  effects,
});

const FAIL = to('failed', 'rejectPending');
const CLOSE = to('closed', 'shutDown', 'answerUnavailable');

type TransitionRow = Readonly<Partial<Record<LifecycleEvent, LifecycleTransition>>>;

/** A pair that is not listed changes nothing: its event arrived too late. */
const TRANSITIONS: Readonly<Record<LifecycleState, TransitionRow>> = {
  following: {
    commandQueued: to('opening', 'startAttempts', 'openWriter'),
    permanentError: FAIL,
    closeRequested: CLOSE,
  },
  opening: {
    writerOpened: to('owning', 'watchIdleness', 'decideQueued'),
    writerFenced: to('lost', 'backOffAfterFence'),
    logUnanswered: to('lost', 'backOffAfterSilence'),
    // A command that the other instance has recorded is answered; the client repeats the rest.
    takenByOther: to('following', 'answerFromLog', 'follow'),
    nothingPending: to('following', 'answerUnavailable', 'follow'),
    permanentError: FAIL,
    closeRequested: CLOSE,
  },
  owning: {
    writerFenced: to('lost', 'releaseWriter', 'startAttempts', 'backOffAfterFence'),
    logUnanswered: to('lost', 'releaseWriter', 'startAttempts', 'backOffAfterSilence'),
    renewalDue: to('opening', 'releaseWriter', 'startAttempts', 'openWriter'),
    idle: to('following', 'releaseWriter', 'follow'),
    closeRequested: to('draining', 'drain'),
  },
  lost: {
    backOffEnded: to('opening', 'openWriter'),
    permanentError: FAIL,
    closeRequested: CLOSE,
  },
  draining: {
    // A closing partition is not opened again. A client repeats its command under the same id.
    writerFenced: CLOSE,
    logUnanswered: CLOSE,
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

const REPORTED: Readonly<Record<LifecycleState, OwnershipState>> = {
  following: 'following',
  opening: 'opening',
  owning: 'owning',
  lost: 'opening',
  draining: 'owning',
  failed: 'broken',
  closed: 'closed',
};

/** Returns the state that metrics report. */
export function reportState(state: LifecycleState): OwnershipState {
  return REPORTED[state];
}
