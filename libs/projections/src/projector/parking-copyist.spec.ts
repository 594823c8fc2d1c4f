import fc from 'fast-check';
import type { RecordedEvent } from '#event-log';
import { MemoryPageWriter } from '#read-store/testing';
import type { PageChanges, PageMark } from '#read-store';
import { SealBroken } from '#sealing';
import { batchesOf, copied, History, listedLog, plainOpener, stories, told } from '../../testing/index.js';
import { deskPages } from '../page-set.js';
import { parked } from '../parked/index.js';
import type { ParkedRow } from '../parked/index.js';
import { EventNotFolded, TooManyParked, UnknownEventType } from '../projection/index.js';
import type { Opener } from '../projection/index.js';
import { timeline } from '../timeline/index.js';
import type { Entry } from '../timeline/index.js';
import { mostParked } from './parked-streams.js';
import { ParkingCopyist } from './parking-copyist.js';

/** What is in a note that some editor spoilt: no JSON. */
const spoilt = { content: '{"text": "call +966 50 123 4567' };
const noteOf = (customer: string) => ({ stream: `customer-${customer}` });

describe('an event that cannot be copied', () => {
  let history: History;
  let pages: MemoryPageWriter;
  beforeEach(() => {
    history = new History();
    pages = new MemoryPageWriter(deskPages);
  });

  const copy = async (opener: Opener = plainOpener(), sizes: readonly number[] = [250]) => {
    const copyist = new ParkingCopyist(pages, { log: listedLog(history.events), opener });
    const rest = history.events.slice(Number(pages.mark.position));
    for (const batch of batchesOf(rest, sizes)) await copyist.fold(batch);
  };
  const lying = () => pages.rowsOf<ParkedRow>(parked);
  const shown = () => pages.rowsOf<Entry>(timeline).map(({ customerId, entryId }) => `${customerId} ${entryId}`);
  const note = (customer: string, noteId: string, isSpoilt = false) =>
    history.record('NoteAdded', { noteId }, { ...noteOf(customer), ...(isSpoilt && { parts: spoilt }) });
  const retry = (customer: string) =>
    history.record('ParkedEventsRetried', { stream: `customer-${customer}` }, { stream: 'pages-desk' });
  const drop = (customer: string, { version, id }: RecordedEvent) =>
    history.record(
      'ParkedEventDropped',
      { stream: `customer-${customer}`, version, eventId: id },
      { stream: 'pages-desk' },
    );
  /** Reads what is spoilt, as code after a fix would. */
  const fixed: Opener = async (events) =>
    (await plainOpener()(events)).map(({ event, parts }) => ({ event, parts: parts['content'] ? { content: '{"text":"call"}' } : parts })); // prettier-ignore

  it('parks its customer’s file from there on, and nobody else’s', async () => {
    note('ann', 'n1');
    const failing = note('ann', 'n2', true);
    note('bob', 'n3');
    note('ann', 'n4');
    await copy();
    note('ann', 'n5');
    note('bob', 'n6');
    await copy();
    expect(shown()).toEqual(['ann n1', 'bob n3', 'bob n6']);
    expect(pages.mark.position).toBe(6n);
    const { id: eventId, recordedAt } = failing;
    expect(lying()).toEqual([
      {
        ...{ stream: 'customer-ann', category: 'customer', type: 'NoteAdded' },
        ...{ version: 2, lastVersion: 4, position: 2, eventId, recordedAt, retriedAt: null },
        ...{ reason: 'SyntaxError', place: expect.any(String) as string },
      },
    ]);
  });

  it('is listed without a word of what anybody wrote', async () => {
    note('ann', 'n1', true);
    await copy();
    expect(JSON.stringify(lying())).not.toContain('966');
    const why = new EventNotFolded(history.events[0] as RecordedEvent, new SyntaxError('"call +966" is no JSON'));
    expect([why.message, why.stack, why.cause].join(' ')).not.toContain('966');
  });

  it('is copied with all that lies behind it when somebody tries again after a fix', async () => {
    note('ann', 'n1', true);
    for (const n of [2, 3, 4]) note('ann', `n${n}`);
    await copy();
    retry('ann');
    note('ann', 'n5');
    await copy(fixed);
    expect(lying()).toEqual([]);
    expect(pages.everything()).toEqual((await copied(history.events, [250], fixed)).everything());
  });

  it('stays parked when it fails again, and what came before it is copied', async () => {
    note('ann', 'n1', true);
    const second = note('ann', 'n2', true);
    note('ann', 'n3');
    await copy();
    const { recordedAt } = retry('ann');
    const halfFixed: Opener = async (events) => Promise.all(events.map(async (event) => (await (event.version === 1 ? fixed : plainOpener())([event]))[0] ?? { event, parts: {} })); // prettier-ignore
    await copy(halfFixed);
    expect(shown()).toEqual(['ann n1']);
    expect(lying()).toMatchObject([{ version: 2, lastVersion: 3, eventId: second.id, retriedAt: recordedAt }]);
  });

  it('is left out when somebody decides so, and what lies behind it is copied', async () => {
    const first = note('ann', 'n1', true);
    note('ann', 'n2');
    await copy();
    drop('ann', first);
    await copy();
    expect([shown(), lying()]).toEqual([['ann n2'], []]);
  });

  it('is left out at once where it was decided before, as in pages that are copied anew', async () => {
    const first = note('ann', 'n1', true);
    note('ann', 'n2');
    drop('ann', first);
    await copy();
    expect([shown(), lying()]).toEqual([['ann n2'], []]);
  });

  it('is not left out by a decision about another one', async () => {
    const [first, second] = [note('ann', 'n1', true), note('ann', 'n2', true)];
    await copy();
    drop('ann', second);
    await copy();
    expect(lying()).toMatchObject([{ version: 1, eventId: first.id, lastVersion: 2 }]);
  });

  it('parks a handle by itself, and leaves the files alone', async () => {
    history.record('HandleClaimed', {}, { stream: 'handle-h1' });
    note('ann', 'n1');
    const damaged: Opener = async (events) => {
      if (events.some(({ stream }) => stream === 'handle-h1')) throw new SealBroken('handle', 1);
      return plainOpener()(events);
    };
    await copy(damaged);
    expect([lying().map(({ stream }) => stream), shown()]).toEqual([['handle-h1'], ['ann n1']]);
  });

  it('stops the projector where everybody needs what it says', async () => {
    note('ann', 'n1');
    history.record('AgentAdded', {}, { stream: 'agent-ali', parts: { profile: '{' } });
    const stopped = await copy().catch((fault: unknown) => fault);
    expect(stopped).toMatchObject({ code: 'PROJECTION.EVENT_NOT_FOLDED', stream: 'agent-ali', reason: 'SyntaxError' });
    expect([shown(), pages.mark.position]).toEqual([['ann n1'], 1n]);
  });

  it('stops it where the type of the event is unknown: newer code wrote it', async () => {
    history.events.push({ ...note('ann', 'n1'), type: 'TicketTeleported', position: 2n });
    await expect(copy()).rejects.toThrow(UnknownEventType);
    expect(lying()).toEqual([]);
  });

  it('stops it where a thousand customers are parked: then it is the code that fails', async () => {
    for (let turn = 0; turn <= mostParked; turn += 1) note(`c${turn}`, `n${turn}`, true);
    await expect(copy()).rejects.toThrow(TooManyParked);
    expect(lying()).toHaveLength(mostParked);
  });

  it('does not park what a store is to blame for', async () => {
    note('ann', 'n1');
    const away: Opener = () => Promise.reject(new Error('the keys are away'));
    await expect(copy(away)).rejects.toThrow('the keys are away');
    expect([lying(), pages.mark.position]).toEqual([[], 0n]);
  });
});

describe('whatever fails, is tried again, dropped, and wherever a crash comes', () => {
  it('leaves pages as if they had been copied from the same log by code that reads all that was not dropped', async () => {
    await fc.assert(
      fc.asyncProperty(stories(50), fc.infiniteStream(fc.nat(99)), async (steps, chances) => {
        const chance = (percent: number) => (chances.next().value ?? 0) >= 100 - percent;
        const desk = new PoisonedDesk(chance);
        for (const event of told(steps).history.events) {
          desk.append(ofOneCustomer(event), chance(15));
          if (chance(40)) await desk.copy();
          if (chance(20)) desk.decide();
        }
        await desk.copy();
        await desk.heal();
        expect(desk.pages.rowsOf(parked)).toEqual([]);
        const expected = await copied(desk.copyable);
        expect(desk.pages.everything()).toEqual(expected.everything());
      }),
      { numRuns: 150 },
    );
  });
});

/** Random stories have reports on one message of ours to several customers: it went to one. */
const ofOneCustomer = (event: RecordedEvent): RecordedEvent =>
  'nativeKey' in event.clear
    ? { ...event, clear: { ...event.clear, nativeKey: `${event.stream} ${String(event.clear['nativeKey'])}` } }
    : event;

/** A log whose events fail at random until they are mended, and pages copied from it by a projector that crashes at times. */
class PoisonedDesk {
  readonly events: RecordedEvent[] = [];
  readonly #dropped = new Set<string>();
  readonly pages: CrashingPages;
  readonly #decisions = new History();
  readonly #broken = new Set<string>();

  constructor(private readonly chance: (percent: number) => boolean) {
    this.pages = new CrashingPages(() => chance(5));
  }

  append(event: RecordedEvent, isBroken = false): void {
    this.events.push({ ...event, position: BigInt(this.events.length + 1) });
    if (isBroken && /^(customer|handle|link)-/.test(event.stream)) this.#broken.add(event.id);
  }

  /** Somebody looks at a stream that lies parked: mends its event and tries again, tries without, or drops it. */
  decide(): void {
    const [row] = this.pages.rowsOf<ParkedRow>(parked);
    if (row === undefined || this.#dropped.has(row.eventId)) return;
    const { stream, version, eventId } = row;
    if (this.chance(30)) {
      this.#dropped.add(eventId);
      return this.#say('ParkedEventDropped', { stream, version, eventId });
    }
    if (this.chance(60)) this.#broken.delete(eventId);
    this.#say('ParkedEventsRetried', { stream });
  }

  /** All that can be copied: what was dropped before it was mended cannot. */
  get copyable(): readonly RecordedEvent[] {
    return this.events.filter(({ id }) => !this.#broken.has(id));
  }

  /** All that is broken is mended, but for what was dropped, and tried again. */
  async heal(): Promise<void> {
    for (const id of this.#broken) if (!this.#dropped.has(id)) this.#broken.delete(id);
    for (const { stream } of this.pages.rowsOf<ParkedRow>(parked)) this.#say('ParkedEventsRetried', { stream });
    await this.copy();
  }

  async copy(): Promise<void> {
    while (this.pages.mark.position < BigInt(this.events.length)) await this.#copyUntilCrash();
  }

  async #copyUntilCrash(): Promise<void> {
    const copyist = new ParkingCopyist(this.pages, { log: listedLog(this.events), opener: this.#opener });
    try {
      const rest = this.events.slice(Number(this.pages.mark.position));
      for (const batch of batchesOf(rest, [1, 3, 7, 20])) await copyist.fold(batch);
    } catch (fault) {
      if (!(fault instanceof Crash)) throw fault;
    }
  }

  readonly #opener: Opener = async (events) => {
    for (const { id } of events) if (this.#broken.has(id)) throw new SealBroken('content', 1);
    return plainOpener()(events);
  };

  #say(type: 'ParkedEventsRetried' | 'ParkedEventDropped', clear: object): void {
    const said = this.#decisions.record(type, clear, { stream: 'pages-desk' });
    this.append({ ...said, id: `decision-${said.id}` });
  }
}

class Crash extends Error {}

/** Pages whose projector dies at times, before a commit or after it. */
class CrashingPages extends MemoryPageWriter {
  constructor(private readonly crashes: () => boolean) {
    super(deskPages);
  }

  override async commit(changes: PageChanges, mark: PageMark): Promise<void> {
    if (this.crashes()) throw new Crash();
    await super.commit(changes, mark);
    if (this.crashes()) throw new Crash();
  }
}
