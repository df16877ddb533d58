import { afterEach, describe, expect, it } from 'vitest';
import { type HttpTestServer, startTestServer } from '../testing/http-test-server.ts';
import { useReviewFolder } from '../testing/review-folder.ts';

const { begin } = useReviewFolder();

const EVENT = {
  id: 'abc.1',
  type: 'org.rapporteur.collection-opened.v1',
  data: {
    title: 'Harbour Union',
    rootBody: { body: 'harbour-union', name: 'Harbour Union', kind: 'organization' },
  },
};

/** The paths that the command line asked, with their parameters. */
let requests: string[] = [];
let server: HttpTestServer | undefined;
afterEach(async () => {
  requests = [];
  await server?.[Symbol.asyncDispose]();
});

async function startRecord(): Promise<string> {
  server = await startTestServer((request, response) => {
    const url = request.url ?? '';
    requests.push(url);
    const isCommand = url.startsWith('/v1/commands/Record');
    const isDryRun = url.includes('dryRun=true');
    response.writeHead(isCommand ? 200 : 404, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify({
        outcome: isDryRun ? 'wouldRecord' : 'recorded',
        commandId: 'abc',
        repeated: false,
        collection: 'harbours',
        version: null,
        position: '0:5',
        events: [EVENT],
        already: null,
      }),
    );
  });
  return server.url;
}

const listCommands = (): readonly string[] =>
  requests.filter((url) => url.startsWith('/v1/commands/Record'));

describe('The submission of a review', () => {
  it.each([
    ['y\n', true],
    ['yes\n', true],
    ['n\n', false],
    ['\n', false],
  ])('shows the events and asks; the answer %j records: %s', async (answer, isRecorded) => {
    const { screen, ended } = begin(['--url', await startRecord()]);
    await screen.waitFor('1 of 3');
    screen.type('\r');
    await screen.waitFor('2 of 3');
    screen.type('f');
    await screen.waitFor('Overview');
    screen.type('S');
    await screen.waitFor('Record it? y/N');
    expect(screen.lines().join('\n')).toContain('would record 1 event');
    screen.type(answer);
    expect(await ended).toBe(0);
    expect(listCommands()).toHaveLength(isRecorded ? 2 : 1);
    const last = isRecorded ? 'recorded 1 event' : 'To record it later: rapporteur submit';
    expect(screen.lines().join('\n')).toContain(last);
  });

  it('does not record after Ctrl-C', async () => {
    const controller = new AbortController();
    const { screen, ended } = begin(['--url', await startRecord()], { signal: controller.signal });
    await screen.waitFor('1 of 3');
    screen.type('\r');
    await screen.waitFor('2 of 3');
    screen.type('fS');
    await screen.waitFor('Record it? y/N');
    controller.abort();
    expect(await ended).toBe(0);
    expect(listCommands()).toHaveLength(1);
  });

  it('asks nothing with --submit', async () => {
    const { screen, ended } = begin(['--submit', '--url', await startRecord()]);
    await screen.waitFor('1 of 3');
    screen.type('\r');
    await screen.waitFor('2 of 3');
    screen.type('fw');
    expect(await ended).toBe(0);
    expect(listCommands()).toEqual(['/v1/commands/RecordMeeting']);
  });
});
