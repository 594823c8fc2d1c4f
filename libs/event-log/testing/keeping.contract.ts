import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { newStream } from '#event-log';
import type { EventDraft, RecordedEvent } from '#event-log';
import type { OpenedLog } from './event-log.contract.js';
import { draft } from './drafts.js';

const lina = 'customer-lina';

/** What was written comes back as it was, and can be proven to be so. */
export function describeKeeping(opened: OpenedLog): void {
  describe('keeping', () => {
    it('gives an event back with everything its writer said', async () => {
      const event = draft({
        type: 'MessageReceived',
        schema: 3,
        clear: { conversationId: 'lina.c1', seconds: 42, automatic: false, tags: ['billing', 'vip'], none: [] },
        occurredAt: '2024-02-29T23:59:59.999Z',
        receivedAt: '2026-03-01T00:00:00.000Z',
        actor: { class: 'customer', id: 'lina' },
        correlationId: 'item-7f3a',
        causationId: 'envelope 12',
      });
      await opened.log.append({ stream: lina, expected: newStream, events: [event] });
      const [kept] = await opened.log.readAll(0n, 1);
      expect(kept).toMatchObject(event);
    });

    it('keeps Arabic, emoji, control characters and halves of surrogate pairs in clear fields', async () => {
      const clear = { arabic: 'تأخّر طلبي', emoji: '👩🏽‍💻', control: 'a\u0000b\u2028\n\t"\\', half: 'x\ud83d', ключ: 'é' };
      await opened.log.append({ stream: 'customer-ليلى', expected: newStream, events: [draft({ clear })] });
      const [kept] = await opened.log.readStream('customer-ليلى', 0, 1);
      expect(kept?.clear).toEqual(clear);
      expect(kept?.stream).toBe('customer-ليلى');
    });

    it('keeps the largest and smallest whole numbers', async () => {
      const clear = { most: Number.MAX_SAFE_INTEGER, least: Number.MIN_SAFE_INTEGER, zero: 0 };
      await opened.log.append({ stream: lina, expected: newStream, events: [draft({ clear })] });
      expect((await opened.log.readAll(0n, 1))[0]?.clear).toEqual(clear);
    });

    it('keeps sealed parts to the byte, in place and in the blob store', async () => {
      const sealed = {
        content: { keyId: 2 ** 40, owner: lina, bytes: Uint8Array.from({ length: 70_000 }, (_, at) => at * 7) },
        sender: { keyId: 1, owner: 'inbox-support', bytes: new Uint8Array(0) },
        'attachment-1': { keyId: 3, owner: lina, blob: 'ab'.repeat(32) },
      };
      await opened.log.append({ stream: lina, expected: newStream, events: [draft({ sealed })] });
      expect((await opened.log.readAll(0n, 1))[0]?.sealed).toEqual(sealed);
    });

    it('never lets its own clock run backwards, where it can', async () => {
      const { log } = opened;
      for (const stream of ['customer-a', 'customer-b', 'customer-c']) {
        await log.append({ stream, expected: newStream, events: [draft(), draft()] });
      }
      const recorded = (await log.readAll(0n, 10)).map(({ recordedAt }) => recordedAt);
      if (log.traits.recordedAtRises ?? true) expect(recorded).toEqual(recorded.toSorted());
      for (const instant of recorded) expect(instant).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    });

    it('chains the events of a stream by hashes that anybody can work out', async () => {
      const { log } = opened;
      const sealed = {
        sender: { keyId: 12, owner: lina, bytes: Uint8Array.of(1, 2, 3) },
        content: { keyId: 11, owner: lina, blob: 'cd'.repeat(32) },
      };
      const events = [draft(), draft({ sealed, clear: { text: 'سجل', b: 1, a: true, list: ['x'] } }), draft()];
      await log.append({ stream: lina, expected: newStream, events });
      const kept = await log.readStream(lina, 0, 10);

      let previous: Uint8Array = newStream.hash;
      for (const [index, event] of events.entries()) {
        previous = workedOut(previous, lina, index + 1, event);
        expect(Buffer.from((kept[index] as RecordedEvent).hash).toString('hex')).toBe(
          Buffer.from(previous).toString('hex'),
        );
      }
      expect(Buffer.compare((await log.head()).hash, previous)).toBe(0);
    });
  });
}

/** The chain hash once more, from its description alone and with another author's canonical JSON. */
function workedOut(previous: Uint8Array, stream: string, version: number, event: EventDraft): Uint8Array {
  const { sealed, ...clear } = event;
  const parts = Object.entries(sealed).sort(([one], [other]) => (one < other ? -1 : 1));
  const pieces = [
    Buffer.from(previous),
    measured(canonicalize({ ...clear, stream, version }) ?? ''),
    length(parts.length),
    ...parts.flatMap(([name, { keyId, owner, bytes, blob }]) => [
      measured(name),
      measured(String(keyId)),
      measured(owner),
      Buffer.of(blob === undefined ? 0 : 1),
      measured(blob ?? bytes ?? ''),
    ]),
  ];
  return createHash('sha256').update(Buffer.concat(pieces)).digest();
}

function measured(content: string | Uint8Array): Buffer {
  const bytes = Buffer.from(content);
  return Buffer.concat([length(bytes.length), bytes]);
}

function length(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
