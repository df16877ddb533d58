import { randomUUID } from 'node:crypto';
import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { LocalKafkaError } from './local-kafka-error.ts';
import { runProgram } from '@rapporteur/run-program';
import type { LocalKafkaTools } from './tools.ts';

/** The release that is run unless another is asked for. */
export const VERSION = '4.2.1';

/**
 * The folder with the jars of a Kafka release, from Maven Central unless they are there: some 60 MB, once for each user.
 * @throws LocalKafkaError LOCAL_KAFKA_JARS_UNAVAILABLE
 */
export async function findJars(tools: LocalKafkaTools, version: string): Promise<string> {
  const release = join(cacheFolder(), version);
  if (!(await exists(release))) await fetchRelease(tools, version, release);
  return join(release, 'lib');
}

/** Made whole under another name, then renamed: two processes that fetch at once do not see each other's half. */
async function fetchRelease(
  tools: LocalKafkaTools,
  version: string,
  release: string,
): Promise<void> {
  const unfinished = `${release}.new-${process.pid}-${randomUUID()}`;
  await mkdir(unfinished, { recursive: true });
  try {
    await writeFile(join(unfinished, 'pom.xml'), pom(version));
    const goal = [
      'dependency:copy-dependencies',
      '-DincludeScope=runtime',
      `-DoutputDirectory=${unfinished}/lib`,
    ];
    const copied = await runProgram(tools.maven, ['--batch-mode', '--quiet', ...goal], {
      cwd: unfinished,
    });
    if (!copied.ok)
      throw new LocalKafkaError(
        'LOCAL_KAFKA_JARS_UNAVAILABLE',
        `Maven could not fetch Kafka ${version}: ${copied.output}`,
      );
    await rename(unfinished, release).catch(async (error: unknown) => {
      if (!(await exists(release))) throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

function cacheFolder(): string {
  const caches = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  return join(caches, 'rapporteur', 'kafka');
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

// kafka-tools holds the console consumer, the independent reader of tests. Kafka 3 needs a binding for its logger.
function pom(version: string): string {
  const dependency = (group: string, artifact: string, release: string): string =>
    `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${release}</version></dependency>`;
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>org.rapporteur</groupId><artifactId>local-kafka</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    ${dependency('org.apache.kafka', 'kafka_2.13', version)}
    ${dependency('org.apache.kafka', 'kafka-tools', version)}
    ${version.startsWith('3.') ? dependency('org.slf4j', 'slf4j-reload4j', '1.7.36') : ''}
  </dependencies>
</project>
`;
}
