import type { EventData } from '@rapporteur/contracts';
import { whenOr } from './dates.ts';
import { actor, actorOr, actors, placeOr, stated } from './phrases.ts';

export function sourceDocumentRegistered(data: EventData<'SourceDocumentRegistered'>): string {
  const text =
    data.sha256 === null ? 'no text seen' : `text ${data.sha256.slice(0, 12)}…, ${data.extent}`;
  const issuer = stated(', issued by ', data.issuer === null ? null : actor(data.issuer));
  return `Source ${data.document} was registered: ${data.docType} “${data.title}” (${data.language}, ${text})${issuer}`;
}

export function documentDescribed(data: EventData<'DocumentDescribed'>): string {
  const aspects = {
    published: 'was published',
    datelined: 'is datelined',
    authored: 'was written',
  } as const;
  const person = stated(
    ' by ',
    data.person === null ? null : actor(data.person),
    stated(', ', data.capacity),
  );
  const where = stated(' in ', placeOr(data.place));
  return `Document ${data.document} ${aspects[data.aspect]}${stated(' ', whenOr(data.occurredOn))}${where}${person}`;
}

export function documentAdopted(data: EventData<'DocumentAdopted'>): string {
  const named = stated(' “', data.title, '”');
  const by = stated(' by ', data.by === null ? null : actor(data.by));
  const parties = stated(', parties ', actors(data.parties));
  const meeting = stated(' at meeting ', data.meeting);
  return `Document ${data.document}${named}: ${data.verb}${by}${meeting}${stated(' ', whenOr(data.adoptedOn))}${parties}`;
}

export function documentAnnexed(data: EventData<'DocumentAnnexed'>): string {
  const extent = data.extent === 'full' ? 'in full' : 'as an extract';
  return `Document ${data.annex} is annexed to ${data.parent} ${extent}${stated(', called “', data.titleAsWritten, '”')}`;
}

export function documentSuperseded(data: EventData<'DocumentSuperseded'>): string {
  return `The text of ${data.document} was superseded: ${data.previous.slice(0, 12)}… by ${data.next.slice(0, 12)}…`;
}

export function organizationDesignated(data: EventData<'OrganizationDesignated'>): string {
  return `${actor(data.by)} designated ${actor(data.organization)} as ${data.status}${stated(' ', whenOr(data.occurredOn))}`;
}

export function officeRecorded(data: EventData<'OfficeRecorded'>): string {
  const stages = {
    proposed: 'is proposed for',
    elected: 'was elected to',
    appointed: 'was appointed to',
    holds: 'holds',
    left: 'left',
  } as const;
  const body = stated(' of ', data.body);
  const rule = stated(', ex officio as ', data.exOfficio);
  const dates = [
    stated(' from ', data.startedOn?.edtf ?? null),
    stated(' until ', data.endedOn?.edtf ?? null),
  ].join('');
  const asOf = stated(', as of ', data.heldAsOf?.edtf ?? null);
  const holder = actorOr(
    data.holder,
    data.exOfficio === null ? 'Somebody not named' : 'Its holder',
  );
  return `${holder} ${stages[data.stage]} the office ${data.office}${body}${rule}${dates}${asOf}`;
}
