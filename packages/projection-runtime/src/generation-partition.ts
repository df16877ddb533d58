/** One partition of one generation of a read model. */
export interface GenerationPartition {
  /** The schema of the generation. */
  readonly schema: string;
  readonly partition: number;
}
