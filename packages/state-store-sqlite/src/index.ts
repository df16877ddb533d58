export { createSqliteStores } from './sqlite-stores.ts';
