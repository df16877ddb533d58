/** Starts a server on a folder, writes a word, prints the URL, and runs until it is killed. */
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../start-embedded-postgres.ts';

const [dataFolder = '', word = ''] = process.argv.slice(2);
const server = await startEmbeddedPostgres({ dataFolder });
const client = new Client({ connectionString: server.url });
await client.connect();
await client.query('CREATE TABLE IF NOT EXISTS words (word text)');
await client.query('INSERT INTO words VALUES ($1)', [word]);
await client.end();
process.stdout.write(`${server.url}\n`);
