/** The program of the thread that checks the file of a store. It answers with one message. */
import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';

const port = parentPort;
const database = new DatabaseSync(workerData as string);
const [found] = database.prepare('pragma integrity_check(1)').all();
database.close();
port?.postMessage({ result: found?.['integrity_check'] });
