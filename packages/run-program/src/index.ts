export {
  type ProgramResult,
  runProgram,
  type RunProgramOptions,
  type SystemAccount,
} from './run-program.ts';
