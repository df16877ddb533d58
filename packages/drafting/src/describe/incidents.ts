import { findCountryName, type EventData } from '@rapporteur/contracts';
import { formatDate } from './dates.ts';
import {
  formatActor,
  formatActors,
  formatCount,
  formatCountOr,
  formatPlaces,
  formatOptional,
} from './phrases.ts';

export function describeIncidentRecorded(data: EventData<'IncidentRecorded'>): string {
  const where = formatOptional(
    ' in ',
    [formatPlaces(data.places), data.region].filter(Boolean).join(', '),
  );
  const date = formatDate(data.occurredOn) ?? 'on a date not stated';
  return `Incident ${data.incident}: ${data.name}${where} ${date}`;
}

export function describeCasualtiesReported(data: EventData<'CasualtiesReported'>): string {
  const numbers = [
    formatOptional('killed ', data.killed === null ? null : formatCount(data.killed)),
    formatOptional('injured ', data.injured === null ? null : formatCount(data.injured)),
    formatOptional(
      'killed or injured ',
      data.unspecified === null ? null : formatCount(data.unspecified),
    ),
    ...data.ofWhom.map(
      (part) => `of them ${formatCountOr(part.count, '')} ${part.class} ${part.of}`,
    ),
  ].filter((part) => part !== '');
  const civilian = data.civilian === true ? 'Civilian casualties' : 'Casualties';
  return (
    `${civilian} of incident ${data.incident}: ` +
    (numbers.length === 0 ? 'number not stated' : numbers.join(', '))
  );
}

export function describeIncidentCondemned(data: EventData<'IncidentCondemned'>): string {
  const strengths = {
    'condemned-in-the-strongest-terms': 'condemned in the strongest terms',
    'strongly-condemned': 'strongly condemned',
    condemned: 'condemned',
    denounced: 'denounced',
  } as const;
  const named =
    data.perpetrators.length === 0
      ? ', naming no perpetrator'
      : `, naming ${formatActors(data.perpetrators)}`;
  return (
    `${formatActor(data.condemner)} ${strengths[data.strength]} ${target(data.target)}${named}` +
    formatOptional(', at meeting ', data.meeting)
  );
}

function target(what: EventData<'IncidentCondemned'>['target']): string {
  const date = formatOptional(' ', formatDate(what.occurredOn));
  if ('class' in what)
    return `acts of the class ${what.class}${date}${formatOptional(', in ', what.territory)}`;
  const state =
    what.againstState === null
      ? null
      : (what.againstState.nameAsWritten ?? findCountryName(what.againstState.code) ?? null);
  return (
    `incident ${what.incident}${date}` +
    formatOptional(', against ', [what.against, state].filter(Boolean).join(', in '))
  );
}
