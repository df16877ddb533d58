import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The files go to `dist/client`; `dist/server` has the program that serves them. */
export default defineConfig({
  plugins: [react()],
  resolve: {
    // Browsers have no synchronous hash, which the packages of the recorder need.
    alias: [
      {
        find: 'node:crypto',
        replacement: fileURLToPath(new URL('src/record/browser-crypto.ts', import.meta.url)),
      },
      // The parser for Node.js needs its streams.
      {
        find: /^csv-parse$/,
        replacement: fileURLToPath(new URL('src/record/browser-csv.ts', import.meta.url)),
      },
    ],
    conditions: ['@rapporteur/source', 'module', 'browser', 'development|production'],
  },
  build: {
    outDir: 'dist/client',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/v1': 'http://127.0.0.1:8642' } },
});
