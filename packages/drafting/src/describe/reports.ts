import type { ActorRef, EventData } from '@rapporteur/contracts';
import { whenOr } from './dates.ts';
import { actors, actorOr, count, placeOr, places, stated } from './phrases.ts';

const who = (refs: readonly ActorRef[]): string => actors(refs) || 'Somebody not named';

export function positionStated(data: EventData<'PositionStated'>): string {
  const incidents = stated(', on incident ', data.incidents.join(', '));
  const instruments = stated(
    ', invoking ',
    data.instruments.map((instrument) => instrument.nameAsWritten).join(', '),
  );
  const to = stated(', to ', actors(data.addressees));
  return `${who(data.by)} stated a position (${data.verb}) on ${data.topic}: ${sentence(data.summary)}${stated(' ', whenOr(data.occurredOn))}${incidents}${instruments}${to}`;
}

export function activityReported(data: EventData<'ActivityReported'>): string {
  const by = data.by === null ? ', by whom is not stated' : stated(', by ', actors(data.by));
  const also = stated(', with ', actors(data.with));
  const where = stated(', in ', placeOr(data.place));
  const number = stated(', ', data.count === null ? null : count(data.count));
  const date = stated(', ', whenOr(data.occurredOn) ?? whenOr(data.period));
  return `Activity (${data.kind}): ${sentence(data.summary)}${by}${also}${number}${where}${date}`;
}

export function assessmentReported(data: EventData<'AssessmentReported'>): string {
  const about = stated(', about ', data.subject === null ? null : actorOr(data.subject, ''));
  const where = stated(', in ', places(data.places));
  const counted = data.counted === null ? '' : `, ${data.counted.what}: ${data.counted.value}`;
  return `Assessment (${data.kind}): ${sentence(data.summary)}${about}${where}${counted}${stated(', ', whenOr(data.period))}`;
}

export function intentReported(data: EventData<'IntentReported'>): string {
  return `${who(data.by)} intend: ${sentence(data.what)}${stated(', at meeting ', data.meeting)}`;
}

// A summary may end like the sentence it is; here more words follow.
function sentence(summary: string): string {
  return summary.trim().replace(/\.$/, '');
}
