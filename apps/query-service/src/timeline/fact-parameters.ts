import type { FactFilter } from '@rapporteur/read-models';
import type { z } from 'zod';
import { DATE_PARAMETERS, listParameter, textParameter } from '../parameters.ts';
import { resolveParagraph } from '../paragraphs.ts';
import {
  BODY_PARAMETERS,
  type IdLookup,
  listThings,
  resolveBodyIds,
  resolveThingIds,
} from '../resolve-ids.ts';

/** The filters for facts of any type. */
export const FACT_PARAMETERS = {
  ...DATE_PARAMETERS,
  ...BODY_PARAMETERS,
  type: listParameter('Filter by type, such as MeetingHeld or BodyDescribed:established'),
  group: listParameter('Filter by group of types, such as decisions'),
  kind: listParameter('Filter by kind, aspect, stage or status'),
  verb: listParameter('Filter by verb'),
  topic: listParameter('Filter by topic'),
  state: listParameter('Filter by state, in any role'),
  actor: listParameter('Filter by actor, in any role'),
  meeting: listParameter('Filter by meeting'),
  decision: listParameter('Filter by decision'),
  incident: listParameter('Filter by incident'),
  document: listParameter('Filter by source, or by the document that the source relays'),
  paragraph: textParameter(
    'Filter by numbered paragraph: a symbol or id, and the number, such as "S/RES/2664 (2022), para. 3"',
  ),
  q: textParameter('Full text search, in the syntax of a search engine'),
};

type FactParameters = z.output<z.ZodObject<typeof FACT_PARAMETERS>>;

/** Returns the filter of the parameters. */
export async function resolveFactFilter(lookup: IdLookup, p: FactParameters): Promise<FactFilter> {
  return {
    bodies: await resolveBodyIds(lookup, p),
    types: p.type,
    groups: p.group,
    kinds: p.kind,
    verbs: p.verb,
    topics: p.topic,
    states: p.state,
    actors: p.actor,
    meetings: await resolveThingIds(lookup, 'meeting', p.meeting),
    decisions: listThings(lookup.scope, 'decision', p.decision),
    incidents: listThings(lookup.scope, 'incident', p.incident),
    documents: await resolveThingIds(lookup, 'document', p.document),
    paragraphEvents: await resolveParagraph(lookup, p.paragraph),
    search: p.q,
  };
}
