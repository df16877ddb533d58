import { describe, expect, it } from 'vitest';
import { appsRunInContainers } from './container-rules.ts';
import { readRepository } from './repository.ts';

const files = readRepository();

/** Returns the messages after one text of a file was replaced by another. */
function checkWith(path: string, text: string, replacement: string): string {
  const changed = files.map((file) =>
    file.path === path ? { path, text: file.text.replaceAll(text, replacement) } : file,
  );
  const before = files.find((file) => file.path === path)?.text;
  expect(changed.find((file) => file.path === path)?.text, `${path} has ${text}`).not.toBe(before);

  return appsRunInContainers(changed)
    .map(({ message }) => message)
    .join('\n');
}

describe('Containers', () => {
  it('are missing for an app without a service', () =>
    expect(
      appsRunInContainers([...files, { path: 'apps/notary/src/main.ts', text: '{}' }]),
    ).toEqual([{ path: 'infra/compose.yaml', message: 'has no service for notary' }]));

  it.each([
    ['args: { APP: cli }', 'args: { APP: other }', 'has no service for cli'],
    ['kafka-3:\n    <<: *kafka\n', 'kafka-3:\n', 'has 2 brokers instead of 3'],
    ["TOPICS_ENABLE: 'false'", "TOPICS_ENABLE: 'true'", 'kafka-1 must set'],
    ['command: [create]', 'command: [kafka-topics.sh]', 'must create the topic by the service'],
    ['topics: { condition', 'kafka-1: { condition', 'command-1 does not wait for topics'],
    ['bash, -c', 'kafka-topics.sh, -c', 'kafka-1 starts a JVM for each health check'],
    ['init: true\n  # A broker', '# A broker', 'kafka-1 has no init'],
    [
      '  stop_grace_period: 60s\n  # The tools',
      '  # The tools',
      'kafka-1 has no stop_grace_period',
    ],
    [', /mnt/shared/config]', ']', 'a volume without a name for /mnt/shared/config'],
    ['rapporteur@postgres', 'rapporteur:${P}@postgres', 'a variable within the URL RAPPORTEUR_DAT'],
    ['retries: 2', 'retries: 12', 'query-service counts as healthy for more than 15 s'],
    [`- "fetch('http`, `- fetch: "('http`, 'command-1 has no health check'],
  ])('are rejected with %j → %j in the compose file', (text, replacement, message) =>
    expect(checkWith('infra/compose.yaml', text, replacement)).toContain(message),
  );

  it.each([
    ['ARG NODE=', 'ARG NODE=1', 'uses another Node.js version than package.json'],
    ['pnpm@', 'pnpm@1', 'uses another pnpm version than package.json'],
    ['USER node', 'USER root', 'runs apps as root'],
    ['ARG APP\n', 'ARG OTHER\n', 'has no argument APP'],
  ])('are rejected with %j → %j in the Dockerfile', (text, replacement, message) =>
    expect(checkWith('infra/Dockerfile', text, replacement)).toContain(message),
  );
});
