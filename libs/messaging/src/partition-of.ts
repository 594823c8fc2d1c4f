const seed = 0x9747b28c;
const factor = 0x5bd1e995;

/**
 * The partition of a stream: MurmurHash2 of its name in UTF-8, without its sign, modulo the number of partitions. Kafka's own
 * clients spread keys by the same rule, so a topic that others key by stream lies beside ours. Wire: never changed.
 */
export function partitionOf(stream: string, partitions: number): number {
  return (murmur2(Buffer.from(stream, 'utf8')) & 0x7fffffff) % partitions;
}

/** 32 bits, with the seed of Kafka's clients. */
function murmur2(bytes: Buffer): number {
  const words = bytes.length - (bytes.length % 4);
  let hash = seed ^ bytes.length;
  for (let at = 0; at < words; at += 4) {
    let word = Math.imul(bytes.readInt32LE(at), factor);
    word ^= word >>> 24;
    hash = Math.imul(hash, factor) ^ Math.imul(word, factor);
  }
  for (let at = bytes.length - 1; at >= words; at -= 1) hash ^= (bytes[at] as number) << (8 * (at - words));
  if (words < bytes.length) hash = Math.imul(hash, factor);
  hash = Math.imul(hash ^ (hash >>> 13), factor);
  return hash ^ (hash >>> 15);
}
