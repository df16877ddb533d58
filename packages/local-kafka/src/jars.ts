import { randomUUID } from 'node:crypto';
import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { LocalKafkaError } from './local-kafka-error.ts';
import { runProgram } from '@rapporteur/run-program';
import type { LocalKafkaTools } from './tools.ts';

/** The default release. */
export const VERSION = '4.2.1';

/**
 * Returns the folder with the jars of a Kafka release. Maven downloads them once per user, some 60
 * MB.
 * @throws LocalKafkaError LOCAL_KAFKA_JARS_UNAVAILABLE
 */
export async function findJars(tools: LocalKafkaTools, version: string): Promise<string> {
  const release = join(cacheFolder(), version);
  if (!(await exists(release))) await downloadRelease(tools, version, release);
  return join(release, 'lib');
}

/**
 * Downloads to another folder and renames it, so that concurrent processes never see an incomplete
 * one.
 */
async function downloadRelease(
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
        `Maven did not download Kafka ${version}: ${copied.output}`,
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

// kafka-tools has the console consumer, which tests use as an independent reader. Kafka 3 needs a
// logger binding.
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
