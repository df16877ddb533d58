import { around, joinParts } from './words/list-words.ts';
import type { Fields } from './fields.ts';
import { formatCasualties } from './incident-items.ts';
import type { PageBlock } from './page-block.ts';
import type { PageContext } from './page-context.ts';
import { buildSection, buildSections, formatRows } from './page-section.ts';

/** Builds the page of an incident. */
export function buildIncidentPage(page: Fields, context: PageContext): readonly PageBlock[] {
  const id = page.text('incident');
  context.own(id);
  const title = page.text('name') ?? page.text('incidentName') ?? id ?? 'Incident';
  page.skip('name', 'incidentName', 'dates', 'placeStated', 'countryStated', 'countries');
  return [
    { kind: 'title', text: title, note: joinParts('incident', id) },
    { kind: 'paragraph', text: formatLead(page) },
    ...buildCasualties(page, context),
    ...buildSections(page, context, ['condemnations', 'positions']),
  ];
}

function formatLead(page: Fields): string {
  const sentence = joinParts(
    'It happened',
    page.day('occurredOn') ?? 'on a day not stated',
    around('in ', page.words('places')) ?? 'at a place not stated',
    around('in ', page.words('region')),
    around('against ', page.words('against') ?? page.words('againstState')),
  );
  page.skip('againstState');
  return joinParts(
    `${sentence}.`,
    around('Killed: ', page.words('killed'), '.'),
    around('Injured: ', page.words('injured'), '.'),
    around('Also called: ', page.words('otherNames'), '.'),
    around('Identifiers: ', page.words('identifiers'), '.'),
  );
}

function buildCasualties(page: Fields, context: PageContext): readonly PageBlock[] {
  const casualties = page.object('casualties');
  casualties.skip('recorded', 'killedStated', 'injuredStated', 'unspecifiedStated');
  const reports = formatRows(casualties.rows('reports'), context, formatCasualties);
  const none = { label: null, text: 'not recorded, which does not mean that there were none' };
  return buildSection('Casualties', reports.length === 0 ? [none] : reports);
}
