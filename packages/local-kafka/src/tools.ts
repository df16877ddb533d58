import { platform } from 'node:os';
import { LocalKafkaError } from './local-kafka-error.ts';
import { runProgram } from '@rapporteur/run-program';

/** The programs that a local Kafka needs. */
export interface LocalKafkaTools {
  readonly java: string;
  readonly maven: string;
}

/** The oldest Java that a broker of Kafka 4 runs on. */
const JAVA_MIN = 17;

let found: Promise<LocalKafkaTools | string> | undefined;

/** The programs that a local Kafka needs, or what is missing. */
export function findLocalKafkaTools(): Promise<LocalKafkaTools | string> {
  return (found ??= lookForTools());
}

/** @throws LocalKafkaError LOCAL_KAFKA_TOOLS_MISSING */
export async function requireLocalKafkaTools(): Promise<LocalKafkaTools> {
  const tools = await findLocalKafkaTools();
  if (typeof tools !== 'string') return tools;
  throw new LocalKafkaError(
    'LOCAL_KAFKA_TOOLS_MISSING',
    `A local Kafka needs Java 17 and Maven: ${tools}.`,
  );
}

async function lookForTools(): Promise<LocalKafkaTools | string> {
  if (platform() === 'win32') return 'a local Kafka runs on Linux and macOS only';
  const java = process.env['JAVA_HOME'] ? `${process.env['JAVA_HOME']}/bin/java` : 'java';
  const [javaSays, mavenSays] = await Promise.all([
    runProgram(java, ['-version']),
    runProgram('mvn', ['-version']),
  ]);
  if (!javaSays.ok) return 'Java is not installed';
  // "17.0.15", and "1.8.0_292" before Java 9.
  const major = Number(/version "(\d+)/.exec(javaSays.output)?.[1]);
  if (!(major >= JAVA_MIN))
    return `Java ${major} is installed, and Kafka needs ${JAVA_MIN} or newer`;
  if (!mavenSays.ok) return 'Maven is not installed';
  return { java, maven: 'mvn' };
}
