// JavaScript, because it enables the cache in which Node keeps the stripped TypeScript.
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

const CACHE = fileURLToPath(new URL('../../../node_modules/.cache/rapporteur', import.meta.url));

// It throws no error: without a writable folder, programs start without a cache.
enableCompileCache(CACHE);
await import('./source-hooks.ts');
