import { createConfig, lintFromString } from '@redocly/openapi-core';

/**
 * Checks a document against the recommended rules of Redocly, with none of them changed or left
 * out. Returns every problem, warnings included: the rule, the place and the message.
 */
export async function lintOpenApi(document: object): Promise<readonly string[]> {
  const problems = await lintFromString({
    source: JSON.stringify(document),
    config: await createConfig({ extends: ['recommended'] }),
  });
  return problems.map(
    ({ ruleId, location, message }) => `${ruleId} ${location[0]?.pointer ?? '#'} ${message}`,
  );
}
