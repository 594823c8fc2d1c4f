import fc from 'fast-check';
import type { SealedParts } from '#event-log';
import { MemoryPageWriter } from '#read-store/testing';
import type { PageChanges, PageMark } from '#read-store';
import { batchesOf, copied, History, plainOpener, stories, told } from '../../testing/index.js';
import { deskPages } from '../page-set.js';
import type { Opener } from '../projection/index.js';
import { tickets } from '../tickets/index.js';
import { Copyist } from './copyist.js';

describe('a copyist', () => {
  it('gives the same pages whether it writes after every batch, after some, or once at the end', async () => {
    await fc.assert(
      fc.asyncProperty(stories(120), sizes, fc.infiniteStream(fc.boolean()), async (steps, batches, mayWrite) => {
        const { events } = told(steps).history;
        const pages = new MemoryPageWriter(deskPages);
        const copyist = new Copyist(pages, plainOpener());
        for (const batch of batchesOf(events, batches)) {
          await copyist.fold(batch);
          if (mayWrite.next().value) await copyist.write();
        }
        await copyist.write();
        const expected = await copied(events);
        expect(pages.everything()).toEqual(expected.everything());
        expect(pages.mark).toEqual(expected.mark);
      }),
      { numRuns: 500 },
    );
  });

  it('writes a card that many batches touched once', async () => {
    const history = new History();
    history.record('MessageReceived', { messageId: 'm1' });
    history.record('TicketOpened');
    for (const messageId of ['m2', 'm3', 'm4']) history.record('MessageReceived', { messageId });
    const pages = new CountingPages(deskPages);
    const copyist = new Copyist(pages, plainOpener());
    for (const event of history.events) await copyist.fold([event]);
    expect([copyist.position, pages.mark.position]).toEqual([5n, 0n]);
    await copyist.write();
    await copyist.write();
    expect(pages.commits.map((changes) => changes.get(tickets)?.puts.length)).toEqual([1]);
    expect([copyist.position, pages.mark.position]).toEqual([5n, 5n]);
  });

  it('is full after some thousands of events, or 16 MiB of what people wrote, until it has written', async () => {
    const history = new History();
    const unread: Opener = async (events) => events.map((event) => ({ event, parts: {} }));
    const copyist = new Copyist(new MemoryPageWriter(deskPages), unread);
    const fullWith = async (count: number, sealed: SealedParts = {}) => {
      const events = Array.from({ length: count }, () => ({ ...history.record('MessageReceived'), sealed }));
      await copyist.fold(events);
      return copyist.isFull;
    };
    const content = { owner: 'customer-ann', keyId: 1, bytes: new Uint8Array(8 * 1024 * 1024) };
    expect([await fullWith(5000), await fullWith(3000)]).toEqual([false, true]);
    await copyist.write();
    expect([await fullWith(1, { content }), await fullWith(1, { content })]).toEqual([false, true]);
  });
});

const sizes = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1 });

/** Pages that remember what was written to them. */
class CountingPages extends MemoryPageWriter {
  readonly commits: PageChanges[] = [];

  override async commit(changes: PageChanges, mark: PageMark): Promise<void> {
    this.commits.push(changes);
    await super.commit(changes, mark);
  }
}
