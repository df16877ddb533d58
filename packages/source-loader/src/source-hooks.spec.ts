import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const PACKAGE = fileURLToPath(new URL('..', import.meta.url));

const FILES = {
  'packages/sample/package.json': JSON.stringify({
    name: '@rapporteur/sample',
    type: 'module',
    exports: { '.': { '@rapporteur/source': './src/index.ts', default: './dist/index.js' } },
  }),
  'packages/sample/src/index.ts': `
interface Ignored { readonly word: string }
const Field = () => (_prototype: object, _name: string): void => undefined;
export class Sample {
  @Field() readonly word: Ignored['word'] = 'word';
  @Field() count: number = 1;
  fail(): void { throw new Error(this.word); }
}`,
  'packages/app/package.json': '{ "type": "module" }',
  'packages/app/src/main.ts': `
interface Ignored { readonly word: string }
const metadata = (key: string, type: { readonly name: string }) => () => console.log(key, type.name);
Object.assign(Reflect, { metadata });
const { Sample } = await import('@rapporteur/sample');
try { new Sample().fail(); } catch (error) { console.log((error as Error).stack); }
console.log((process as any).moduleLoadList.some((name: string) => /amaro/.test(name)));`,
};

/** A repository with the loader and two packages, one of which has decorators. */
let repository: string;

function write(path: string, text: string): void {
  mkdirSync(dirname(join(repository, path)), { recursive: true });
  writeFileSync(join(repository, path), text);
}

function run(): { status: number | null; out: string; err: string } {
  const flags = ['--import', join(repository, 'packages/source-loader/src/register.js')];
  const main = join(repository, 'packages/app/src/main.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, main], {
    encoding: 'utf8',
  });
  return { status, out: stdout, err: stderr };
}

beforeEach(() => {
  repository = mkdtempSync(join(tmpdir(), 'source-loader-'));
  for (const [path, text] of Object.entries(FILES)) write(path, text);
  const loader = join(repository, 'packages/source-loader');
  for (const path of ['package.json', 'src'])
    cpSync(join(PACKAGE, path), join(loader, path), { recursive: true });
  symlinkSync(join(PACKAGE, 'node_modules'), join(loader, 'node_modules'));
  mkdirSync(join(repository, 'node_modules/@rapporteur'), { recursive: true });
  symlinkSync(
    join(repository, 'packages/sample'),
    join(repository, 'node_modules/@rapporteur/sample'),
  );
});

afterEach(() => rmSync(repository, { recursive: true, force: true }));

describe('The source loader', () => {
  it('runs a package from source, with the metadata of its decorators', () => {
    const { status, out, err } = run();
    expect([status, err]).toEqual([0, '']);
    expect(out.split('\n').slice(0, 2)).toEqual(['design:type Object', 'design:type Number']);
  });

  it('reports the line of an error, with and without decorators', () => {
    const { out } = run();
    expect(out).toMatch(/packages\/sample\/src\/index\.ts:7:24/);
    expect(out).toMatch(/packages\/app\/src\/main\.ts:6:20/);
  });

  it('strips the types of a file once', () => {
    expect(run().out).toMatch(/^true$/m);
    expect(run().out).toMatch(/^false$/m);
  });

  it('strips the types of a changed file again', () => {
    run();
    write('packages/app/src/main.ts', `const word: string = 'changed';\nconsole.log(word);`);
    expect(run().out).toBe('changed\n');
  });

  it('starts a program where it can write no cache', () => {
    write('node_modules/.cache', 'a file, so no folder can be made here');
    expect(run()).toMatchObject({ status: 0, err: '' });
  });

  it('names the file that it cannot compile', () => {
    write('packages/sample/src/index.ts', '@Field() class {');
    expect(run().err).toMatch(/Cannot compile .*packages\/sample\/src\/index\.ts: /);
  });
});
