import ts from 'typescript';

/** An error of the compiler. */
export interface CompileError {
  /** The line of the program, from 0. Null if the error has none. */
  readonly line: number | null;
  readonly message: string;
}

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  target: ts.ScriptTarget.ES2022,
  skipLibCheck: true,
  types: [],
};

const NAME = 'program.ts';

/** Compiles a program of one file in strict mode. Returns every error. */
export function compileProgram(program: string): readonly CompileError[] {
  const host = ts.createCompilerHost(OPTIONS);
  const getSourceFile = host.getSourceFile.bind(host);
  host.getSourceFile = (path, options) =>
    path === NAME ? ts.createSourceFile(path, program, options) : getSourceFile(path, options);

  const diagnostics = ts.getPreEmitDiagnostics(ts.createProgram([NAME], OPTIONS, host));
  return diagnostics.map(({ file, start, messageText }) => ({
    line:
      file?.fileName === NAME && start !== undefined
        ? file.getLineAndCharacterOfPosition(start).line
        : null,
    message: ts.flattenDiagnosticMessageText(messageText, ' '),
  }));
}
