import { formatMessage, type MessageKey } from '../../messages/messages.ts';
import type { Schemas } from '../../api/query-answers.ts';

type ModelStatus = Schemas['ReadModelStatus'];
type ShownStatus = Pick<Schemas['ServiceStatus'], 'projections' | 'parked'>;

/** Returns an age in words: `3 s`, `5 min`, `2 h`, `4 days`. */
export function formatAge(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)} min`;
  if (seconds < 36 * 3600) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86_400)} days`;
}

/** Returns what a read model does, and how far behind it is. */
export function describeModel(status: ModelStatus): string {
  const { state, lagEvents, lagSeconds, reason } = status;
  const lag =
    lagEvents === null
      ? formatMessage('status.lagUnknown')
      : lagEvents === 0
        ? formatMessage('status.noLag')
        : formatMessage('status.lag', {
            events: lagEvents.toLocaleString('en'),
            age: formatAge(lagSeconds ?? 0),
          });
  const why = reason === null ? '' : ` ${reason.message}`;
  return `${formatMessage(`status.is.${state}` satisfies MessageKey)} ${lag}${why}`;
}

/** Returns the state of the whole service in one sentence. */
export function summarize({ projections, parked }: ShownStatus): string {
  const serving = projections.filter(({ serves }) => serves);
  if (serving.some(({ state }) => state === 'stopped')) return formatMessage('status.sum.stopped');
  if (parked.length > 0) return formatMessage('status.sum.parked', { count: parked.length });
  if (serving.some(({ lagEvents }) => lagEvents === null))
    return formatMessage('status.sum.unknown');
  if (serving.some(({ lagEvents }) => lagEvents !== 0)) return formatMessage('status.sum.behind');
  return formatMessage('status.sum.live');
}

/** Returns what an operator can do, most urgent first. */
export function listAdvice({ projections, parked }: ShownStatus): readonly string[] {
  const has = (test: (one: ModelStatus) => boolean): boolean => projections.some(test);
  const advice: readonly (readonly [isNeeded: boolean, key: MessageKey])[] = [
    [has(({ state, serves }) => state === 'stopped' && serves), 'status.do.stopped'],
    [parked.length > 0, 'status.do.parked'],
    [has(({ logEndAgeSeconds: age }) => age === null || age > 10), 'status.do.log'],
    [has(({ state }) => state === 'catching-up'), 'status.do.behind'],
    [has(({ state }) => state === 'rebuilding'), 'status.do.rebuilding'],
  ];
  return advice.flatMap(([isNeeded, key]) => (isNeeded ? [formatMessage(key)] : []));
}
