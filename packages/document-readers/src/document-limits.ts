/**
 * The limits of a document. A document beyond one of them is refused, with the limit in the message:
 * a hostile file ends within bounded time and memory.
 */
export const DOCUMENT_LIMITS = {
  /** The size of a file. */
  fileBytesMax: 64 * 2 ** 20,
  /** The size of the unpacked parts of a Word document. */
  unpackedBytesMax: 256 * 2 ** 20,
  /** The entries of the archive that a Word document is. */
  archiveEntriesMax: 10_000,
  /** The text that a document may have, in UTF-16 units. */
  textUnitsMax: 20_000_000,
  /** The elements of a document in HTML or XML. */
  elementsMax: 2_000_000,
  /** How deep elements may be nested. */
  depthMax: 1000,
  pagesMax: 2000,
  timeoutMs: 60_000,
  /** The memory that one document may need. */
  memoryBytesMax: 2 ** 30,
} as const;
