import { platform } from 'node:os';
import { runProgram } from '@rapporteur/run-program';
import { LocalKafkaError } from './local-kafka-error.ts';

/** The programs that a local Kafka needs. */
export interface LocalKafkaTools {
  readonly java: string;
  readonly maven: string;
}

/** The oldest Java for a broker of Kafka 4. */
const JAVA_MIN = 17;

let search: Promise<LocalKafkaTools | string> | undefined;

/** Returns the programs that a local Kafka needs, or the reason why there is none. */
export function findLocalKafkaTools(): Promise<LocalKafkaTools | string> {
  return (search ??= searchTools());
}

/** @throws LocalKafkaError LOCAL_KAFKA_TOOLS_MISSING */
export async function requireLocalKafkaTools(): Promise<LocalKafkaTools> {
  const tools = await findLocalKafkaTools();
  if (typeof tools !== 'string') return tools;
  throw new LocalKafkaError(
    'LOCAL_KAFKA_TOOLS_MISSING',
    `A local Kafka needs Java ${JAVA_MIN} and Maven: ${tools}.`,
  );
}

async function searchTools(): Promise<LocalKafkaTools | string> {
  if (platform() === 'win32') return 'a local Kafka runs on Linux and macOS only';

  const java = process.env['JAVA_HOME'] ? `${process.env['JAVA_HOME']}/bin/java` : 'java';
  const [javaVersion, mavenVersion] = await Promise.all([
    runProgram(java, ['-version']),
    runProgram('mvn', ['-version']),
  ]);
  if (!javaVersion.ok) return 'Java is not installed';
  // "17.0.15", or "1.8.0_292" before Java 9.
  const major = Number(/version "(\d+)/.exec(javaVersion.output)?.[1]);
  if (!(major >= JAVA_MIN)) return `Java ${major} is installed; Kafka needs ${JAVA_MIN} or newer`;
  if (!mavenVersion.ok) return 'Maven is not installed';
  return { java, maven: 'mvn' };
}
