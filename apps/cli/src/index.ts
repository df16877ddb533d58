export { type OpenApi, type CliQuery, CLI_QUERIES, readCliQueries } from './cli-queries.ts';
export { runCli } from './run-cli.ts';
