import { describe, expect, it } from 'vitest';
import {
  findTransition,
  LIFECYCLE_EVENTS,
  LIFECYCLE_STATES,
  type LifecycleEffect,
  type LifecycleEvent,
  type LifecycleState,
  OWNERSHIP_STATES,
  toOwnershipState,
} from './partition-lifecycle.ts';

type ExpectedTransition = readonly [
  from: LifecycleState,
  event: LifecycleEvent,
  next: LifecycleState,
  effects: readonly LifecycleEffect[],
];

const CLOSE: readonly LifecycleEffect[] = ['shutDown', 'resolveUnavailable'];

const EXPECTED: readonly ExpectedTransition[] = [
  ['following', 'commandQueued', 'opening', ['startAttempts', 'openWriter']],
  ['following', 'permanentError', 'failed', ['rejectPending']],
  ['following', 'closeRequested', 'closed', CLOSE],
  ['opening', 'writerOpened', 'owning', ['watchIdleness', 'decideQueued']],
  ['opening', 'writerFenced', 'lost', ['backOffAfterFence']],
  ['opening', 'logUnavailable', 'lost', ['backOffAfterOutage']],
  ['opening', 'takenByOther', 'following', ['resolveRecorded', 'follow']],
  ['opening', 'nothingPending', 'following', ['resolveUnavailable', 'follow']],
  ['opening', 'permanentError', 'failed', ['rejectPending']],
  ['opening', 'closeRequested', 'closed', CLOSE],
  ['owning', 'writerFenced', 'lost', ['releaseWriter', 'startAttempts', 'backOffAfterFence']],
  ['owning', 'logUnavailable', 'lost', ['releaseWriter', 'startAttempts', 'backOffAfterOutage']],
  ['owning', 'renewalDue', 'opening', ['releaseWriter', 'startAttempts', 'openWriter']],
  ['owning', 'idle', 'following', ['releaseWriter', 'follow']],
  ['owning', 'closeRequested', 'draining', ['drain']],
  ['lost', 'backOffEnded', 'opening', ['openWriter']],
  ['lost', 'permanentError', 'failed', ['rejectPending']],
  ['lost', 'closeRequested', 'closed', CLOSE],
  ['draining', 'writerFenced', 'closed', CLOSE],
  ['draining', 'logUnavailable', 'closed', CLOSE],
  ['draining', 'renewalDue', 'closed', CLOSE],
  ['draining', 'drained', 'closed', CLOSE],
  ['failed', 'closeRequested', 'closed', CLOSE],
];

/** Every state, every event, and the transition between them. */
function* listTransitions() {
  for (const state of LIFECYCLE_STATES) {
    for (const event of LIFECYCLE_EVENTS)
      yield { state, event, transition: findTransition(state, event) };
  }
}

const transitions = [...listTransitions()].flatMap(({ state, event, transition }) =>
  transition === undefined ? [] : [{ state, event, ...transition }],
);

const isWriting = (state: LifecycleState): boolean => state === 'owning' || state === 'draining';

describe('The lifecycle of a partition', () => {
  it.each(EXPECTED)('goes from %s on %s to %s', (from, event, next, effects) =>
    expect(findTransition(from, event)).toEqual({ next, effects }),
  );

  it('ignores every event that is not listed for a state', () =>
    expect(transitions.map(({ state, event }) => `${state} ${event}`).toSorted()).toEqual(
      EXPECTED.map(([state, event]) => `${state} ${event}`).toSorted(),
    ));

  it('decides commands only on the way into owning', () => {
    const deciding = transitions.filter(({ effects }) => effects.includes('decideQueued'));
    expect(deciding.map(({ next }) => next)).toEqual(['owning']);
  });

  it('backs off after every loss', () => {
    const losses = transitions.filter(({ next }) => next === 'lost');
    expect(losses).toHaveLength(4);
    for (const { effects } of losses) expect(effects.at(-1)).toMatch(/^backOff/);
  });

  it('ignores every event once closed', () =>
    expect(transitions.filter(({ state }) => state === 'closed')).toEqual([]));

  it('releases the writer when it stops writing', () => {
    const ends = transitions.filter(({ state, next }) => isWriting(state) && !isWriting(next));
    expect(ends).toHaveLength(8);
    for (const { effects } of ends)
      expect(effects.includes('releaseWriter') || effects.includes('shutDown')).toBe(true);
  });

  it('settles every pending command when it fails, closes or follows after an attempt', () => {
    const ends = transitions.filter(
      ({ state, next }) =>
        ['failed', 'closed'].includes(next) || (state === 'opening' && next === 'following'),
    );
    expect(ends).toHaveLength(13);
    const settling = ['resolveRecorded', 'resolveUnavailable', 'rejectPending'];
    for (const { effects } of ends)
      expect(effects.some((effect) => settling.includes(effect))).toBe(true);
  });

  it('closes from every state, at once or after draining', () => {
    for (const state of LIFECYCLE_STATES.filter((each) => each !== 'closed')) {
      const event = state === 'draining' ? 'drained' : 'closeRequested';
      const next = state === 'owning' ? 'draining' : 'closed';
      expect(findTransition(state, event)?.next).toBe(next);
    }
  });

  it('reports one of the states of the metrics for each of its own', () =>
    expect(new Set(LIFECYCLE_STATES.map(toOwnershipState))).toEqual(new Set(OWNERSHIP_STATES)));
});
