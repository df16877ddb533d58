import { type Setting, SETTINGS } from './settings.ts';

/** Returns the text of docs/settings.md. */
export function settingsMarkdown(): string {
  const sections = Object.values<Setting>(SETTINGS).map(
    ({ env, doc, defaultDoc, example }) =>
      `## ${env}\n\n${doc}\n\n- Default: ${defaultDoc}\n- Example: \`${example}\`\n`,
  );
  return `${HEADING}\n${sections.join('\n')}\n${TESTS_ONLY}`;
}

const HEADING = `# Settings

Environment variables, read once at the start. An unknown name that begins with \`RAPPORTEUR_\` is
rejected, with the name of a similar setting. An empty variable counts as not set.
\`pnpm generate\` creates this page from \`packages/platform/src/settings.ts\`;
\`rapporteur help settings\` prints the same list.
`;

const TESTS_ONLY = `## Only for tests

### RAPPORTEUR_TEST_DATABASE

The URL of a Postgres server on which the tests may create databases. Without it they start an
embedded server.

### RAPPORTEUR_TEST_KAFKA

The addresses of Kafka brokers, separated by commas, on which the tests may create topics.
Without it they start a broker: in Docker if it is available, otherwise with Java and Maven.

### RAPPORTEUR_TEST_SAVE_EVENTS

The number of events after which the command service writes its state; otherwise 10,000.

### RAPPORTEUR_TEST_RUNS, RAPPORTEUR_TEST_SEED

The number of records, and the seed of their generator, of the test that no answer depends on the
order of recording. Without them it compares a few records of a random seed.
`;
