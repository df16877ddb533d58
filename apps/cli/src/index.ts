export { type OpenApi, type CliQuery, CLI_QUERIES, readCliQueries } from './questions.ts';
export { runCli } from './run-cli.ts';
