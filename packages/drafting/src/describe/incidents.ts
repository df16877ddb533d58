import { countryName, type EventData } from '@rapporteur/contracts';
import { whenOr } from './dates.ts';
import { actor, actors, count, countOr, places, stated } from './phrases.ts';

export function incidentRecorded(data: EventData<'IncidentRecorded'>): string {
  const where = stated(' in ', [places(data.places), data.region].filter(Boolean).join(', '));
  return `Incident ${data.incident}: ${data.name}${where} ${whenOr(data.occurredOn) ?? 'on a date not stated'}`;
}

export function casualtiesReported(data: EventData<'CasualtiesReported'>): string {
  const numbers = [
    stated('killed ', data.killed === null ? null : count(data.killed)),
    stated('injured ', data.injured === null ? null : count(data.injured)),
    stated('killed or injured ', data.unspecified === null ? null : count(data.unspecified)),
    ...data.ofWhom.map((part) => `of them ${countOr(part.count, '')} ${part.class} ${part.of}`),
  ].filter((part) => part !== '');
  const civilian = data.civilian === true ? 'Civilian casualties' : 'Casualties';
  return `${civilian} of incident ${data.incident}: ${numbers.length === 0 ? 'number not stated' : numbers.join(', ')}`;
}

export function incidentCondemned(data: EventData<'IncidentCondemned'>): string {
  const strengths = {
    'condemned-in-the-strongest-terms': 'condemned in the strongest terms',
    'strongly-condemned': 'strongly condemned',
    condemned: 'condemned',
    denounced: 'denounced',
  } as const;
  const named =
    data.perpetrators.length === 0
      ? ', naming no perpetrator'
      : `, naming ${actors(data.perpetrators)}`;
  return `${actor(data.condemner)} ${strengths[data.strength]} ${target(data.target)}${named}${stated(', at meeting ', data.meeting)}`;
}

function target(what: EventData<'IncidentCondemned'>['target']): string {
  const date = stated(' ', whenOr(what.occurredOn));
  if ('class' in what)
    return `acts of the class ${what.class}${date}${stated(', in ', what.territory)}`;
  const state =
    what.againstState === null
      ? null
      : (what.againstState.nameAsWritten ?? countryName(what.againstState.code) ?? null);
  return `incident ${what.incident}${date}${stated(', against ', [what.against, state].filter(Boolean).join(', in '))}`;
}
