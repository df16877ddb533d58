export { type OpenApi, type Question, QUESTIONS, questionsOf } from './questions.ts';
export { runCli } from './run-cli.ts';
