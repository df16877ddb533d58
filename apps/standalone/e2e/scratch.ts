import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { Module } from '@nestjs/common';
import { CATALOGUE } from '@rapporteur/contracts';
import { CommandServiceModule } from '@rapporteur/command-service';
import { anchorSubmission, parseSubmission, sayProblem } from '@rapporteur/drafting';
import { createHttpApp, openEventLog, PlatformModule, readSettings, serve, silentLogger } from '@rapporteur/platform';
import { Projector, migrate } from '@rapporteur/projection-runtime';
import { QueryServiceModule } from '@rapporteur/query-service';
import { DECISIONS, PARTICIPATION, TIMELINE } from '@rapporteur/read-models';
import { DataSource } from 'typeorm';
import { Client } from 'pg';

const name = 'scratch_q';
const admin = new Client({ connectionString: 'postgres://postgres@127.0.0.1:5432/postgres' });
await admin.connect();
await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
await admin.query(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8'`);
await admin.end();
const url = `postgres://postgres@127.0.0.1:5432/${name}`;
const settings = readSettings({
  RAPPORTEUR_PORT: '8650',
  RAPPORTEUR_LOG: url,
  RAPPORTEUR_DATABASE: url,
  RAPPORTEUR_LOG_LEVEL: 'warn',
  RAPPORTEUR_TEXTS: process.env['RAPPORTEUR_TEXTS'] ?? '',
});
const eventLog = await openEventLog(url, {});
const dataSource = await new DataSource({ type: 'postgres', url }).initialize();
for (const projection of [TIMELINE, PARTICIPATION, DECISIONS]) {
  const projector = new Projector({
    projection,
    dataSource,
    catalogue: CATALOGUE,
    log: eventLog,
    owner: 'one',
    onReport: (r) => console.error(JSON.stringify(r)),
  });
  await projector.start();
}
@Module({
  imports: [PlatformModule.forRoot({ settings, eventLog, dataSource }), CommandServiceModule, QueryServiceModule],
})
class All {}
const app = await createHttpApp(All, settings);
const service = await serve(app, settings);
for (const example of ['rats-council-44-note', 'reliable-barrier-article']) {
  const parsed = parseSubmission(readFileSync(`examples/${example}.yaml`, 'utf8'));
  if (!parsed.ok) throw new Error(parsed.problems.map(sayProblem).join('\n'));
  const anchored = anchorSubmission(parsed.submission, () => undefined);
  if (!anchored.ok) throw new Error(anchored.problems.map(sayProblem).join('\n'));
  for (const { name, body } of anchored.commands) {
    const res = await fetch(`${service.url}/v1/commands/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const answer = (await res.json()) as any;
    console.error(
      name,
      res.status,
      answer.position,
      answer.events?.length,
      res.status === 200 ? '' : JSON.stringify(answer),
    );
  }
}
console.error('ready', service.url);
