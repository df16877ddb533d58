import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An index that a generation lacks while it is loaded. */
@Entity({ name: 'deferred_indexes' })
export class DeferredIndex {
  /** The table of the index. */
  @Column({ name: 'name', type: 'text' })
  readonly table!: string;

  /** The statement that drops the index. */
  @Column({ name: 'away', type: 'text' })
  readonly drop!: string;

  /** The statement that creates it again. */
  @PrimaryColumn({ name: 'definition', type: 'text' })
  readonly definition!: string;
}
