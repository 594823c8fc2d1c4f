import { AppendMalformed, WrongExpectedVersion, newStream } from '#event-log';
import type { Append, AppendOutcome, EventLog, StreamTip } from '#event-log';
import type { OpenedLog } from './event-log.contract.js';
import { draft, tipAfter } from './drafts.js';

const lina = 'customer-lina';
const omar = 'customer-omar';

/** Who may write what stands next on a stream. */
export function describeAppending(opened: OpenedLog): void {
  describe('appending', () => {
    it('numbers the events of each stream from 1, and the whole log from 1', async () => {
      const { log } = opened;
      await log.append({ stream: lina, expected: newStream, events: [draft(), draft()] });
      await log.append({ stream: omar, expected: newStream, events: [draft()] });

      const events = await log.readAll(0n, 10);
      expect(events.map(({ stream, version }) => [stream, version])).toEqual([
        [lina, 1],
        [lina, 2],
        [omar, 1],
      ]);
      expect(events.map(({ position }) => position)).toEqual(log.traits.gapless ? [1n, 2n, 3n] : risingLike(events));
    });

    it('answers the tip and the position of the last event written', async () => {
      const { log } = opened;
      const append = { stream: lina, expected: newStream, events: [draft(), draft(), draft()] };
      const outcome = await log.append(append);
      expect(outcome).toEqual({
        kind: 'appended',
        tip: tipAfter(append),
        lastPosition: (await log.head()).position,
        repeated: false,
      });
    });

    it('turns away a writer who missed an event, and says where the stream stands', async () => {
      const { log } = opened;
      const first = await log.append({ stream: lina, expected: newStream, events: [draft()] });
      const second = await log.append({ stream: lina, expected: first.tip, events: [draft()] });

      const late = log.append({ stream: lina, expected: first.tip, events: [draft()] });
      await expect(late).rejects.toThrow(WrongExpectedVersion);
      await expect(late).rejects.toMatchObject({ stream: lina, expected: 1, actual: second.tip });
      expect(await log.readStream(lina, 0, 10)).toHaveLength(2);
    });

    it('turns away a writer who believes a stream is new when it is not', async () => {
      const { log } = opened;
      await log.append({ stream: lina, expected: newStream, events: [draft()] });
      await expect(log.append({ stream: lina, expected: newStream, events: [draft()] })).rejects.toMatchObject({
        code: 'LOG.WRONG_EXPECTED_VERSION',
        actual: { version: 1 },
      });
    });

    it('turns away a writer who believes in events that are not there', async () => {
      const expected = { version: 3, hash: new Uint8Array(32).fill(7) };
      await expect(opened.log.append({ stream: lina, expected, events: [draft()] })).rejects.toMatchObject({
        actual: newStream,
      });
    });

    it('turns away a writer who knows another history of the same length', async () => {
      const { log } = opened;
      const { tip } = await log.append({ stream: lina, expected: newStream, events: [draft()] });
      const expected = { version: 1, hash: new Uint8Array(32).fill(7) };
      const append = log.append({ stream: lina, expected, events: [draft()] });
      await expect(append).rejects.toMatchObject({ actual: tip });
      await expect(append).rejects.toThrow('another history');
    });

    it('writes nothing and says nothing when there is nothing to append', async () => {
      expect(await opened.log.appendMany([])).toEqual([]);
      expect((await opened.log.head()).position).toBe(0n);
    });
  });

  describe('appending again', () => {
    it('answers a repeat like the first time, and writes nothing', async () => {
      const { log } = opened;
      const append = { stream: lina, expected: newStream, events: [draft(), draft()] };
      const first = await log.append(append);
      expect(await log.append(append)).toEqual({ ...first, repeated: true });
      expect(await log.readAll(0n, 10)).toHaveLength(2);
    });

    it('knows a repeat also after others have written behind it', async () => {
      const { log } = opened;
      const append = { stream: lina, expected: newStream, events: [draft(), draft()] };
      const first = await log.append(append);
      await log.append({ stream: lina, expected: first.tip, events: [draft()] });
      expect(await log.append(append)).toEqual({ ...first, repeated: true });
    });

    it('knows a repeat by its ids, though its text was sealed anew', async () => {
      const { log } = opened;
      const event = draft({ sealed: { content: { keyId: 1, owner: lina, bytes: Uint8Array.of(1, 2, 3) } } });
      const again = { ...event, sealed: { content: { keyId: 2, owner: lina, bytes: Uint8Array.of(9, 9, 9) } } };
      const first = await log.append({ stream: lina, expected: newStream, events: [event] });
      expect(await log.append({ stream: lina, expected: newStream, events: [again] })).toEqual({
        ...first,
        repeated: true,
      });
      expect((await log.readStream(lina, 0, 1))[0]?.sealed).toEqual(event.sealed);
    });

    it('takes nothing for a repeat of which only a part stands there', async () => {
      const { log } = opened;
      const [one, two, three] = [draft(), draft(), draft()];
      const { tip } = await log.append({ stream: lina, expected: newStream, events: [one, two] });
      const [longer, other] = await log.appendMany([
        { stream: lina, expected: newStream, events: [one, two, three] },
        { stream: lina, expected: newStream, events: [one, three] },
      ]);
      expect(longer).toEqual({ kind: 'refused', actual: tip });
      expect(other).toEqual({ kind: 'refused', actual: tip });
    });

    it('knows a repeat inside one batch', async () => {
      const append = { stream: lina, expected: newStream, events: [draft()] };
      const outcomes = await opened.log.appendMany([append, append]);
      expect(outcomes.map((outcome) => outcome.kind === 'appended' && outcome.repeated)).toEqual([false, true]);
      expect(await opened.log.readAll(0n, 10)).toHaveLength(1);
    });
  });

  describe('appending many', () => {
    it('judges each append of a batch on its own', async () => {
      const { log } = opened;
      const { tip } = await log.append({ stream: omar, expected: newStream, events: [draft()] });
      const batch: Append[] = [
        { stream: lina, expected: newStream, events: [draft()] },
        { stream: omar, expected: newStream, events: [draft()] },
        { stream: omar, expected: tip, events: [draft(), draft()] },
      ];
      const outcomes = await log.appendMany(batch);
      expect(outcomes.map(({ kind }) => kind)).toEqual(['appended', 'refused', 'appended']);
      expect(outcomes[1]).toEqual({ kind: 'refused', actual: tip });
      expect(await log.readAll(0n, 10)).toHaveLength(4);
    });

    it('lets a later append of a batch stand on an earlier one', async () => {
      const { log } = opened;
      const first = { stream: lina, expected: newStream, events: [draft(), draft()] };
      const second = { stream: lina, expected: tipAfter(first), events: [draft()] };
      const third = { stream: lina, expected: tipAfter(first), events: [draft()] };
      const outcomes = await log.appendMany([first, second, third]);
      expect(outcomes.map(({ kind }) => kind)).toEqual(['appended', 'appended', 'refused']);
      expect(outcomes[2]).toEqual({ kind: 'refused', actual: tipAfter(second) });
      expect((await log.readStream(lina, 0, 10)).map(({ version }) => version)).toEqual([1, 2, 3]);
    });

    it('writes nothing of a batch in which one append cannot be kept as it is', async () => {
      const { log } = opened;
      const good = { stream: lina, expected: newStream, events: [draft()] };
      for (const bad of malformed()) {
        await expect(log.appendMany([good, bad])).rejects.toThrow(AppendMalformed);
      }
      expect((await log.head()).position).toBe(0n);
    });

    it('loses nothing and leaves no gap when 64 writers race for 8 files', async () => {
      const { log } = opened;
      const files = Array.from({ length: 8 }, (_, file) => `customer-${file}`);
      const ids = await Promise.all(
        Array.from({ length: 64 }, (_, writer) => raceInto(log, files[writer % 8] as string, 3)),
      );
      const kept = await Promise.all(files.map((file) => log.readStream(file, 0, 1000)));
      for (const events of kept) expect(events.map(({ version }) => version)).toEqual(countTo(24));
      expect(
        kept
          .flat()
          .map(({ id }) => id)
          .sort(),
      ).toEqual(ids.flat().sort());
    });
  });
}

/** Appends one event after the other, each time as often as it takes. Answers their ids. */
async function raceInto(log: EventLog, stream: string, count: number): Promise<readonly string[]> {
  const ids: string[] = [];
  let expected: StreamTip = newStream;
  while (ids.length < count) {
    const event = draft();
    let outcome: AppendOutcome | undefined;
    while (outcome?.kind !== 'appended') {
      [outcome] = await log.appendMany([{ stream, expected, events: [event] }]);
      expected = outcome?.kind === 'appended' ? outcome.tip : (outcome?.actual ?? newStream);
    }
    ids.push(event.id);
  }
  return ids;
}

/** Each of these would come back as something else, from one store or the other. */
function malformed(): readonly Append[] {
  const events = [draft()];
  const withEvent = (given: Parameters<typeof draft>[0]): Append => ({
    stream: omar,
    expected: newStream,
    events: [draft(given)],
  });
  return [
    { stream: omar, expected: newStream, events: [] },
    { stream: '', expected: newStream, events },
    { stream: 'customer-\ud800', expected: newStream, events },
    { stream: omar, expected: { version: -1, hash: newStream.hash }, events },
    { stream: omar, expected: { version: 0, hash: new Uint8Array(31) }, events },
    withEvent({ id: 'note-1' }),
    withEvent({ id: '0195A3F0-0000-8000-8000-000000000001' }),
    withEvent({ type: '' }),
    withEvent({ schema: 1.5 }),
    withEvent({ occurredAt: '2026-03-01T08:00:00Z' }),
    withEvent({ receivedAt: '2026-02-30T08:00:00.000Z' }),
    withEvent({ actor: { class: 'agent', id: 'a\0b' } }),
    withEvent({ correlationId: '\udc00' }),
    withEvent({ clear: { seconds: 1.5 } }),
    withEvent({ clear: { seconds: NaN } }),
    withEvent({ clear: { seconds: 2 ** 53 } }),
  ];
}

const countTo = (last: number): readonly number[] => Array.from({ length: last }, (_, index) => index + 1);

const risingLike = (events: readonly { readonly position: bigint }[]): readonly bigint[] =>
  events.map(({ position }) => position).toSorted((one, other) => (one < other ? -1 : 1));
