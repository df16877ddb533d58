import { describe, expect, it } from 'vitest';
import { readTree } from '../tree.ts';
import { appsRunInContainers } from './container.ts';

const tree = readTree();

/** What is found when one thing in a file is another. */
function foundWith(path: string, was: string, is: string): readonly string[] {
  const changed = tree.map((file) =>
    file.path === path ? { path, text: file.text.replaceAll(was, is) } : file,
  );
  expect(changed.find((file) => file.path === path)?.text, `${path} holds ${was}`).not.toBe(
    tree.find((file) => file.path === path)?.text,
  );
  return appsRunInContainers(changed).map(({ says }) => says);
}

describe('Containers', () => {
  it('are told for an app that nobody runs', () =>
    expect(
      appsRunInContainers([...tree, { path: 'apps/notary/package.json', text: '{}' }]),
    ).toEqual([{ path: 'infra/compose.yaml', says: 'runs no notary' }]));

  it.each([
    ['infra/compose.yaml', 'args: { APP: cli }', 'args: { APP: other }', 'runs no cli'],
    ['infra/compose.yaml', 'kafka-3:\n    <<: *kafka\n', 'kafka-3:\n', 'runs 2 brokers, not 3'],
    [
      'infra/compose.yaml',
      "TOPICS_ENABLE: 'false'",
      "TOPICS_ENABLE: 'true'",
      'kafka-1 is not told',
    ],
    [
      'infra/compose.yaml',
      'command: [create]',
      'command: [kafka-topics.sh]',
      'does not make the topic by topics',
    ],
    [
      'infra/compose.yaml',
      'topics: { condition',
      'kafka-1: { condition',
      'command-1 does not wait for topics',
    ],
    [
      'infra/compose.yaml',
      `- "fetch('http`,
      `- fetch: "('http`,
      'command-1 is not asked whether it is well',
    ],
    ['infra/Dockerfile', 'ARG NODE=', 'ARG NODE=1', 'takes another Node than package.json'],
    ['infra/Dockerfile', 'pnpm@', 'pnpm@1', 'takes another pnpm than package.json'],
    ['infra/Dockerfile', 'USER node', 'USER root', 'lets apps run as root'],
    ['infra/Dockerfile', 'ARG APP\n', 'ARG OTHER\n', 'is not told by APP which app to build'],
  ])('%s: what follows from %j → %j is found', (path, was, is, says) =>
    expect(foundWith(path, was, is).join('\n')).toContain(says),
  );
});
