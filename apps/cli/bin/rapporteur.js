#!/usr/bin/env node
// Starts the built command line. In a checkout whose source is newer than the build, or without a
// build, it starts the source, so that what runs is always what is there.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

const DIST = new URL('../dist/', import.meta.url);
const LOADER = new URL('../../../packages/source-loader/src/register.js', import.meta.url);
const CACHE = new URL('../../../node_modules/.cache/rapporteur/', import.meta.url);

/** Returns whether the build is complete, and newer than every file it was made of. */
function isCurrent() {
  try {
    const inputs = JSON.parse(readFileSync(new URL('inputs.json', DIST), 'utf8'));
    const builtMs = statSync(new URL('main.js', DIST)).mtimeMs;
    return inputs.every((path) => statSync(new URL(path, DIST)).mtimeMs <= builtMs);
  } catch {
    return false;
  }
}

const isCheckout = existsSync(new URL('../src/main.ts', import.meta.url));
if (!isCheckout || isCurrent()) {
  // It throws no error: without a writable folder, the program starts without a cache.
  enableCompileCache(fileURLToPath(CACHE));
  await import(new URL('main.js', DIST));
} else {
  await import(LOADER);
  await import('../src/main.ts');
}
