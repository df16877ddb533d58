import { Inject } from '@nestjs/common';
import { DATA_SOURCE } from '@rapporteur/platform';
import type { DataSource } from 'typeorm';

/** The base of the query handlers that need the database alone. */
export abstract class DatabaseQueryHandler {
  protected readonly database: DataSource;

  constructor(@Inject(DATA_SOURCE) database: DataSource) {
    this.database = database;
  }
}
