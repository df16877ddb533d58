export { isProcessAlive } from './process-alive.ts';
export {
  type ProgramResult,
  runProgram,
  type RunProgramOptions,
  type SystemAccount,
} from './run-program.ts';
