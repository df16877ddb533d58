import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { findJars, VERSION } from './jars.ts';
import { LocalKafkaError } from './local-kafka-error.ts';
import { requireLocalKafkaTools } from './tools.ts';

const JVM = ['-Xmx256m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Djava.awt.headless=true'];

/**
 * Runs one of Kafka's own programs, by class name. Returns its standard output.
 * @throws LocalKafkaError LOCAL_KAFKA_TOOLS_MISSING, LOCAL_KAFKA_JARS_UNAVAILABLE,
 * LOCAL_KAFKA_TOOL_FAILED
 */
export async function runKafkaTool(tool: string, args: readonly string[]): Promise<string> {
  const tools = await requireLocalKafkaTools();
  const jars = await findJars(tools, VERSION);
  const command = [...JVM, '-cp', join(jars, '*'), tool, ...args];
  const child = spawn(tools.java, command, { stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, err, [exit]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number | null]>,
  ]);
  if (exit === 0) return out;
  throw new LocalKafkaError('LOCAL_KAFKA_TOOL_FAILED', `${tool} ended with ${exit}: ${err.trim()}`);
}
