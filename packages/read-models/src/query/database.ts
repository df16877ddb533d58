import type { DataSource } from 'typeorm';

/** The database of the read models. */
export type QueryDatabase = DataSource;
