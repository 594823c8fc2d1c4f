import { newStream } from '#event-log';
import type { Append } from '#event-log';
import { draft, tipAfter } from '#event-log/testing';
import { decodeSealedParts } from '#sealing';
import { packAppends, unpackAppends } from './packed-appends.js';
import { readUuid } from './uuid-bytes.js';

const sealed = { content: { keyId: 7, owner: 'lina', bytes: Uint8Array.of(1, 2, 3) } };
const appends: readonly Append[] = [
  { stream: 'customer-ليلى', expected: newStream, events: [draft({ sealed }), draft({ clear: { b: 1, a: 'ب' } })] },
  { stream: 'customer-omar', expected: { version: 8, hash: new Uint8Array(32).fill(3) }, events: [draft()] },
];

it('brings appends to the writer thread as they were, each with its own events', () => {
  const unpacked = unpackAppends(structuredClone(packAppends(appends).packed));
  expect(unpacked.map(({ stream, expected }) => ({ stream, expected }))).toEqual(
    appends.map(({ stream, expected }) => ({ stream, expected })),
  );
  for (const [at, { rows }] of unpacked.entries()) {
    const { events } = appends[at] as Append;
    expect(rows.map(({ id }) => readUuid(id, 0))).toEqual(events.map(({ id }) => id));
    expect(rows.map((row) => decodeSealedParts(row.sealed))).toEqual(events.map((event) => event.sealed));
    expect(rows.map(({ occurredAt }) => new Date(occurredAt).toISOString())).toEqual(
      events.map(({ occurredAt }) => occurredAt),
    );
  }
  expect(unpacked[0]?.rows[1]?.clear).toBe('{"a":"ب","b":1}');
});

it('works out, for each append, the tip it leads to', () => {
  const { packed, tips } = packAppends(appends);
  expect(tips).toEqual(appends.map(tipAfter));
  expect(unpackAppends(packed).map(({ rows }) => rows.at(-1)?.hash)).toEqual(tips.map(({ hash }) => hash));
});
