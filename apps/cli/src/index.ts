export { CLI_QUERIES, type CliQuery, type OpenApi, readCliQueries } from './cli-queries.ts';
export { runCli } from './run-cli.ts';
export { buildProgramForReference, listSubcommands } from './reference.ts';
