const encoder = new TextEncoder();
const MULTIPLIER = 0x5bd1e995;
const SEED = 0x9747b28c;

const mix = (block: number): number => {
  const multiplied = Math.imul(block, MULTIPLIER);
  return Math.imul(multiplied ^ (multiplied >>> 24), MULTIPLIER);
};

/** Returns the signed 32-bit murmur2 hash, with the seed of Kafka's default partitioner. */
export function murmur2(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tail = bytes.length & ~3;
  let hash = SEED ^ bytes.length;
  for (let offset = 0; offset < tail; offset += 4)
    hash = Math.imul(hash, MULTIPLIER) ^ mix(view.getInt32(offset, true));
  if (bytes.length > tail) {
    for (let offset = bytes.length - 1; offset >= tail; offset -= 1)
      hash ^= view.getUint8(offset) << (8 * (offset - tail));
    hash = Math.imul(hash, MULTIPLIER);
  }
  hash = Math.imul(hash ^ (hash >>> 13), MULTIPLIER);
  return hash ^ (hash >>> 15);
}

/** Returns the partition of a collection: the one that Kafka's own producer would choose. */
export function computePartition(collection: string, partitions: number): number {
  return (murmur2(encoder.encode(collection)) & 0x7fffffff) % partitions;
}
