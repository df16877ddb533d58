import type { EventData } from '@rapporteur/contracts';
import { formatDate } from './dates.ts';
import {
  formatActor,
  formatActorOr,
  formatActors,
  formatPlace,
  formatOptional,
} from './phrases.ts';

export function describeSourceDocumentRegistered(
  data: EventData<'SourceDocumentRegistered'>,
): string {
  const text =
    data.sha256 === null ? 'no text seen' : `text ${data.sha256.slice(0, 12)}…, ${data.extent}`;
  const issuer = formatOptional(
    ', issued by ',
    data.issuer === null ? null : formatActor(data.issuer),
  );
  return (
    `Source ${data.document} was registered: ${data.docType} “${data.title}” (${data.language}, ` +
    `${text})${issuer}`
  );
}

export function describeDocumentDescribed(data: EventData<'DocumentDescribed'>): string {
  const aspects = {
    published: 'was published',
    datelined: 'is datelined',
    authored: 'was written',
  } as const;
  const person = formatOptional(
    ' by ',
    data.person === null ? null : formatActor(data.person),
    formatOptional(', ', data.capacity),
  );
  const where = formatOptional(' in ', formatPlace(data.place));
  return (
    `Document ${data.document} ${aspects[data.aspect]}` +
    `${formatOptional(' ', formatDate(data.occurredOn))}${where}${person}`
  );
}

export function describeDocumentAdopted(data: EventData<'DocumentAdopted'>): string {
  const named = formatOptional(' “', data.title, '”');
  const by = formatOptional(' by ', data.by === null ? null : formatActor(data.by));
  const parties = formatOptional(', parties ', formatActors(data.parties));
  const meeting = formatOptional(' at meeting ', data.meeting);
  return (
    `Document ${data.document}${named}: ${data.verb}${by}${meeting}` +
    `${formatOptional(' ', formatDate(data.adoptedOn))}${parties}`
  );
}

export function describeDocumentAnnexed(data: EventData<'DocumentAnnexed'>): string {
  const extent = data.extent === 'full' ? 'in full' : 'as an extract';
  return (
    `Document ${data.annex} is annexed to ${data.parent} ${extent}` +
    formatOptional(', called “', data.titleAsWritten, '”')
  );
}

export function describeDocumentSuperseded(data: EventData<'DocumentSuperseded'>): string {
  return (
    `The text of ${data.document} was superseded: ${data.previous.slice(0, 12)}… by ` +
    `${data.next.slice(0, 12)}…`
  );
}

export function describeOrganizationDesignated(data: EventData<'OrganizationDesignated'>): string {
  return (
    `${formatActor(data.by)} designated ${formatActor(data.organization)} as ${data.status}` +
    formatOptional(' ', formatDate(data.occurredOn))
  );
}

export function describeOfficeRecorded(data: EventData<'OfficeRecorded'>): string {
  const stages = {
    proposed: 'is proposed for',
    elected: 'was elected to',
    appointed: 'was appointed to',
    holds: 'holds',
    left: 'left',
  } as const;
  const body = formatOptional(' of ', data.body);
  const rule = formatOptional(', ex officio as ', data.exOfficio);
  const dates = [
    formatOptional(' from ', data.startedOn?.edtf ?? null),
    formatOptional(' until ', data.endedOn?.edtf ?? null),
  ].join('');
  const asOf = formatOptional(', as of ', data.heldAsOf?.edtf ?? null);
  const holder = formatActorOr(
    data.holder,
    data.exOfficio === null ? 'A person not named' : 'Its holder',
  );
  return `${holder} ${stages[data.stage]} the office ${data.office}${body}${rule}${dates}${asOf}`;
}
