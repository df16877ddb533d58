/**
 * Lets Node run the packages from their TypeScript source.
 *
 * 1. An import of a package of the repository takes its source (test: "runs a package from source").
 * 2. Node itself strips the types of a file without decorators. Lines and columns stay the same.
 * 3. A file with decorators is compiled, with the metadata that Nest and TypeORM read. Its source map
 *    leads a stack trace back to the source (test: "reports the line of an error in each kind").
 *
 * The hooks run in the thread of the program: a call to another thread for each of 2,000 modules
 * took most of the time of a start.
 */
import {
  createRequire,
  type LoadFnOutput,
  type LoadHookSync,
  registerHooks,
  type ResolveFnOutput,
  type ResolveHookSync,
  setSourceMapsSupport,
} from 'node:module';
import { fileURLToPath } from 'node:url';
import type { transformSync as TransformSync, TransformOptions } from 'oxc-transform';

const PACKAGES = '@rapporteur/';
const SOURCE_CONDITION = '@rapporteur/source';
/** The compiler imports the functions that apply decorators from here. */
const DECORATOR_RUNTIME = '@oxc-project/runtime/';
/** Also matches some comments. Then the file is compiled without need. */
const DECORATOR = /(?:^|[\s(])@[A-Z]\w*\(/m;

const COMPILER_OPTIONS: TransformOptions = {
  lang: 'ts',
  sourcemap: true,
  target: 'es2024',
  typescript: { onlyRemoveTypeImports: true },
  decorator: { legacy: true, emitDecoratorMetadata: true },
};

const runtimeModules = new Map<string, ResolveFnOutput>();
const loadModule = createRequire(import.meta.url);

const resolve: ResolveHookSync = (specifier, context, nextResolve) => {
  if (specifier.startsWith(PACKAGES)) {
    const conditions = [...context.conditions, SOURCE_CONDITION];
    return nextResolve(specifier, Object.assign({}, context, { conditions }));
  }
  if (!specifier.startsWith(DECORATOR_RUNTIME)) return nextResolve(specifier, context);

  // Only this package depends on the runtime. Its list of exports is long, and Node parses it each
  // time.
  let resolved = runtimeModules.get(specifier);
  if (resolved === undefined) {
    const fromHere = Object.assign({}, context, { parentURL: import.meta.url });
    resolved = Object.assign({}, nextResolve(specifier, fromHere), { shortCircuit: true });
    runtimeModules.set(specifier, resolved);
  }
  return resolved;
};

const load: LoadHookSync = (url, context, nextLoad) => {
  const loaded = nextLoad(url, context);
  if (loaded.format !== 'module-typescript' || loaded.source == null) return loaded;
  const source =
    typeof loaded.source === 'string' ? loaded.source : new TextDecoder().decode(loaded.source);
  return DECORATOR.test(source) ? compile(url, source) : { format: loaded.format, source };
};

function compile(url: string, source: string): LoadFnOutput {
  // Loaded here: most programs have no decorators.
  const { transformSync } = loadModule('oxc-transform') as {
    readonly transformSync: typeof TransformSync;
  };
  const { code, map, errors } = transformSync(url, source, COMPILER_OPTIONS);
  if (errors.length > 0) {
    const messages = errors.map(({ message }) => message).join('\n');
    throw new SyntaxError(`Cannot compile ${fileURLToPath(url)}: ${messages}`);
  }

  const data = Buffer.from(JSON.stringify(map)).toString('base64');
  const comment = `//# sourceMappingURL=data:application/json;base64,${data}`;
  return { format: 'module', source: `${code}\n${comment}` };
}

setSourceMapsSupport(true, { nodeModules: false, generatedCode: false });
registerHooks({ resolve, load });
