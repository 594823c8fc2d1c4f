import type { EventLogReader, RecordedEvent, Stretch } from '#event-log';

/** A log that is a list, read in batches of at most `most` events. Following it ends at its end. */
export function listedLog(events: readonly RecordedEvent[], most = 1000): EventLogReader {
  const after = (position: bigint, limit: number) =>
    events.slice(Number(position), Number(position) + Math.min(limit, most));
  return {
    traits: { driver: 'list', durable: false, gapless: true },
    readStream: async (stream, version, limit) =>
      events.filter((event) => event.stream === stream && event.version > version).slice(0, limit),
    readAll: async (position, limit) => after(position, limit),
    async *follow(position, limit) {
      for (let batch = after(position, limit); batch.length > 0; batch = after(position, limit)) {
        yield batch;
        position += BigInt(batch.length);
      }
    },
    readClear: async (position, limit, types) => stretchOf(after(position, limit), types),
    async *followClear(position, limit, _signal, types) {
      for (let stretch = stretchOf(after(position, limit), types); stretch !== undefined;) {
        yield stretch;
        stretch = stretchOf(after(stretch.upTo.position, limit), types);
      }
    },
    head: async () => ({ position: BigInt(events.length), hash: events.at(-1)?.hash ?? new Uint8Array(32) }),
    at: async (position) => events[Number(position) - 1],
    close: async () => undefined,
  };
}

function stretchOf(looked: readonly RecordedEvent[], types?: readonly string[]): Stretch | undefined {
  const last = looked.at(-1);
  const events = looked.filter(({ type }) => types?.includes(type) ?? true);
  return last && { events, upTo: { position: last.position, hash: last.hash }, more: true };
}
