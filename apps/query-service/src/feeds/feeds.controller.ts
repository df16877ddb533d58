import { Controller, Get, Header, Req, Res } from '@nestjs/common';
import { formatEdtf } from '@rapporteur/drafting';
import type { FactView, MeetingView, NextMeetingView } from '@rapporteur/read-models';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ListMeetingsQuery } from '../meetings/meeting-queries.ts';
import { ListNextMeetingsQuery } from '../meetings/next-meeting-queries.ts';
import type { RawParameters } from '../parameters.ts';
import { QueryController } from '../query-controller.ts';
import { parseQueryRequest } from '../query-request.ts';
import type { PagedQueryResponse } from '../query-response.ts';
import { ListFactsQuery } from '../timeline/fact-queries.ts';
import { type AtomEntry, formatAtom } from './atom.ts';
import { formatCalendar } from './calendar.ts';

const ENTRIES = 50;

/** The queries in the formats of other programs: feeds of facts, and calendars of bodies. */
@Controller(['v1', 'v1/collections/:collection'])
export class FeedsController extends QueryController {
  @Get('facts.atom')
  @Header('content-type', 'application/atom+xml; charset=utf-8')
  async listFacts(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const parsed = parseQueryRequest(request, reply);
    const filters = parsed.query;
    const ordered = { order: 'recorded', newestFirst: 'true', limit: String(ENTRIES) };
    const query = { ...filters, ...ordered, sources: 'false' };
    const { response } = await this.queries.execute(ListFactsQuery, { ...parsed, query });
    const origin = readOrigin(request);
    const facts = response.data as readonly FactView[];
    return formatAtom({
      id: `${origin}${request.url}`,
      title: formatTitle(parsed.collections, filters),
      self: `${origin}${request.url}`,
      page: `${origin}${request.url.replace(/^\/v1/, '').replace('/facts.atom', '/facts')}`,
      entries: facts.map((fact) => toEntry(origin, fact)),
    });
  }

  @Get('bodies/:body/calendar.ics')
  @Header('content-type', 'text/calendar; charset=utf-8')
  async readCalendar(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { path, ...parsed } = parseQueryRequest(request, reply);
    const { body = '' } = path;
    const query = { ...parsed.query, body, sources: 'false', names: 'true' };
    const ofBody = { ...parsed, path: {}, query };
    const held = await this.queries.execute(ListMeetingsQuery, ofBody);
    const agreed = await this.queries.execute(ListNextMeetingsQuery, ofBody);
    const names = agreed.response.names?.['body'] ?? {};
    const meetings = await readRows<MeetingView>(held);
    const next = await readRows<NextMeetingView>(agreed);
    const own = meetings.find((meeting) => meeting.body === body)?.bodyName;
    const name =
      own ?? Object.entries(names).find(([key]) => key.endsWith(`/${body}`))?.[1] ?? body;
    return formatCalendar({
      name,
      meetings,
      agreed: next.map((each) => ({ ...each, name: `${name}: next meeting, as agreed` })),
      findPage: (collection, meeting) => {
        const base = `${readOrigin(request)}/collections/${encodeURIComponent(collection)}`;
        return meeting === null
          ? `${base}/next-meetings?body=${encodeURIComponent(body)}`
          : `${base}/meetings/${encodeURIComponent(meeting)}`;
      },
    });
  }
}

async function readRows<T>(paged: PagedQueryResponse): Promise<readonly T[]> {
  const rows: T[] = [];
  for await (const page of paged.rows()) rows.push(...(page as readonly T[]));
  return rows;
}

/** Returns the address of this server, as the client has it. */
function readOrigin({ headers, protocol, host }: FastifyRequest): string {
  const forwarded = headers['x-forwarded-proto'];
  return `${forwarded === 'https' ? 'https' : protocol}://${host}`;
}

function formatTitle(collections: readonly string[] | null, filters: RawParameters): string {
  const names = Object.entries(filters).map(([name, value]) => `${name} ${String(value)}`);
  return ['Facts as they are recorded', ...(collections ?? []), ...names].join(' · ');
}

function toEntry(origin: string, fact: FactView): AtomEntry {
  const { collection, event, recordedAt, sentence, type, date, modality } = fact;
  const parts = [date.stated ? formatEdtf(date.edtf, 'spelled') : null, modality];
  return {
    id: `urn:rapporteur:${encodeURIComponent(collection)}:${event}`,
    title: sentence,
    page: `${origin}/collections/${encodeURIComponent(collection)}/events/${encodeURIComponent(event)}`,
    updated: recordedAt,
    category: type,
    summary: parts.filter((part) => part !== null).join(' · '),
  };
}
