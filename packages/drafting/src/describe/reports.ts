import type { ActorRef, EventData } from '@rapporteur/contracts';
import { formatDate } from './dates.ts';
import {
  formatActors,
  formatActorOr,
  formatCount,
  formatPlace,
  formatPlaces,
  formatOptional,
} from './phrases.ts';

const formatSpeakers = (refs: readonly ActorRef[]): string =>
  formatActors(refs) || 'An actor not named';

export function describePositionStated(data: EventData<'PositionStated'>): string {
  const incidents = formatOptional(', on incident ', data.incidents.join(', '));
  const instruments = formatOptional(
    ', invoking ',
    data.instruments.map((instrument) => instrument.nameAsWritten).join(', '),
  );
  const to = formatOptional(', to ', formatActors(data.addressees));
  return (
    `${formatSpeakers(data.by)} stated a position (${data.verb}) on ${data.topic}: ` +
    `${sentence(data.summary)}${formatOptional(' ', formatDate(data.occurredOn))}${incidents}` +
    `${instruments}${to}`
  );
}

export function describeActivityReported(data: EventData<'ActivityReported'>): string {
  const by =
    data.by === null ? ', by whom is not stated' : formatOptional(', by ', formatActors(data.by));
  const also = formatOptional(', with ', formatActors(data.with));
  const where = formatOptional(', in ', formatPlace(data.place));
  const number = formatOptional(', ', data.count === null ? null : formatCount(data.count));
  const date = formatOptional(', ', formatDate(data.occurredOn) ?? formatDate(data.period));
  return `Activity (${data.kind}): ${sentence(data.summary)}${by}${also}${number}${where}${date}`;
}

export function describeAssessmentReported(data: EventData<'AssessmentReported'>): string {
  const about = formatOptional(
    ', about ',
    data.subject === null ? null : formatActorOr(data.subject, ''),
  );
  const where = formatOptional(', in ', formatPlaces(data.places));
  const counted = data.counted === null ? '' : `, ${data.counted.what}: ${data.counted.value}`;
  return (
    `Assessment (${data.kind}): ${sentence(data.summary)}${about}${where}${counted}` +
    formatOptional(', ', formatDate(data.period))
  );
}

export function describeIntentReported(data: EventData<'IntentReported'>): string {
  return (
    `${formatSpeakers(data.by)} intend: ${sentence(data.what)}` +
    formatOptional(', at meeting ', data.meeting)
  );
}

// A summary may end with a full stop, but here more words follow.
function sentence(summary: string): string {
  return summary.trim().replace(/\.$/, '');
}
