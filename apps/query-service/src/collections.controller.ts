import { Controller, Get, Inject, Query } from '@nestjs/common';
import { DATA_SOURCE } from '@rapporteur/platform';
import { type CollectionView, listCollections } from '@rapporteur/read-models';
import type { DataSource } from 'typeorm';
import { readParameters } from './parameters.ts';

/** The collections of this record. */
@Controller('v1/collections')
export class CollectionsController {
  readonly #database: DataSource;

  constructor(@Inject(DATA_SOURCE) database: DataSource) {
    this.#database = database;
  }

  @Get()
  async list(
    @Query() query: unknown,
  ): Promise<{ readonly schemaVersion: 1; readonly data: readonly CollectionView[] }> {
    readParameters({}, query);
    return { schemaVersion: 1, data: await listCollections(this.#database) };
  }
}
