// Builds the command line as one program: a call reads few files, and only the parts that its
// command needs. It prints nothing, because it runs whenever the repository is installed.
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'rolldown';

const DIST = fileURLToPath(new URL('dist/', import.meta.url));
const OWN_SOURCE = /\/(?:apps|packages)\/[^/]+\/src\//;

/** Writes the list of the files of this repository that the build is made of, relative to it. */
const listInputs: Plugin = {
  name: 'list-inputs',
  generateBundle(_options, bundle) {
    const inputs = Object.values(bundle)
      .flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : []))
      .filter((id) => OWN_SOURCE.test(id) && !id.includes('/node_modules/'))
      .map((id) => relative(DIST, id));
    this.emitFile({ type: 'asset', fileName: 'inputs.json', source: JSON.stringify(inputs) });
  },
};

await build({
  // The name of a package is found from here, in whatever folder the build is started.
  cwd: fileURLToPath(new URL('.', import.meta.url)),
  input: {
    main: fileURLToPath(new URL('src/main.ts', import.meta.url)),
    // The thread that reads documents has the name that its starter looks for beside it.
    'reading.thread': '@rapporteur/document-readers/thread',
  },
  platform: 'node',
  resolve: { conditionNames: ['@rapporteur/source', 'node', 'import', 'default'] },
  // A module of ours does nothing when it is loaded, so one that nobody uses is left out.
  treeshake: {
    moduleSideEffects: (id) => !OWN_SOURCE.test(id) || /(?:\/main|\.thread)\.ts$/.test(id),
  },
  plugins: [listInputs],
  // Not minified: a stack shows the names of functions. NODE_OPTIONS=--enable-source-maps shows the
  // lines of the source; it costs each call 40 ms.
  output: { dir: DIST, format: 'esm', cleanDir: true, sourcemap: true },
});

// npx looks for programs in this folder. A package that the root depends on has its program there,
// but would be a dependency of every package.
const PROGRAMS = fileURLToPath(new URL('../../node_modules/.bin/', import.meta.url));
const START = `#!/bin/sh
# Written by apps/cli/build.ts.
here=$(dirname "$0")
node=$here/node
[ -x "$node" ] || node=node
exec "$node" "$here/../../apps/cli/bin/rapporteur.js" "$@"
`;
if (existsSync(PROGRAMS)) await writeFile(`${PROGRAMS}rapporteur`, START, { mode: 0o755 });
