import type { Item, ParsedEnvelope, RawEnvelope } from '#channels';
import { openBlobStore } from '#blobs/open';
import { openDeskStore } from '#desk-store/open';
import type { DeskStore } from '#desk-store';
import type { InboxConnected, InboxKind, Lane } from '#domain';
import { openEventLog } from '#event-log/open';
import type { EventLog, RecordedEvent } from '#event-log';
import { KeyedDigest, Sealer } from '#sealing';
import type { SealingKeys } from '#sealing';
import { openSealingKeys } from '#sealing/open';
import { createIntake } from '../src/intake/create-intake.js';
import { AgentRegister } from '../src/agents/agent-register.js';
import { DeskCommands } from '../src/commands/desk-commands.js';
import { Planner } from '../src/commands/planner.js';
import { Door } from '../src/door/door.js';
import { Eraser } from '../src/erasure/eraser.js';
import { Survey } from '../src/erasure/survey.js';
import type { Surveyed, SurveyAsked } from '../src/erasure/survey.js';
import type { ErasureCounts } from '../src/erasure/erasure.js';
import { InboxRegister } from '../src/inboxes/inbox-register.js';
import { IntakeKeys } from '../src/intake/keys.js';
import { usualSizes } from '../src/intake/reading/lane-pace.js';
import { outlineEnvelope } from '../src/intake/reading/outline.js';
import type { Sequencer } from '../src/intake/sequencer.js';
import { TicketNumbers } from '../src/intake/ticket-numbers.js';
import { recordersOver } from '../src/recording/recorders.js';
import { StreamSnapshots } from '../src/recording/stream-snapshots.js';
import { Transfers } from '../src/transfers/transfers.js';

/** The stores of a desk; they outlive a desk that "crashes". */
export interface TestStores {
  readonly log: EventLog;
  readonly store: DeskStore;
  readonly sealer: Sealer;
  readonly sealingKeys: SealingKeys;
  readonly keys: IntakeKeys;
  readonly blobs: Awaited<ReturnType<typeof openBlobStore>>;
  /** Places of items the parser cannot read yet. */
  readonly unreadable: Set<string>;
}

/** How much of each lane is handled at once. */
export type Sizes = typeof usualSizes;
/** As in a desk at work, but for the rests: nothing comes while a test waits. */
const sizesWithoutRest: Sizes = { ...usualSizes, live: { ...usualSizes.live, gatherMs: 0 } };

/** Empty stores. Two desks with the same `keys` give the same ids to the same items and customers. */
export async function testStores(like?: Pick<TestStores, 'keys'>): Promise<TestStores> {
  const blobs = await openBlobStore('memory:');
  const sealingKeys = await openSealingKeys('memory:');
  const keys = like?.keys ?? new IntakeKeys(new KeyedDigest(await sealingKeys.handleKey()));
  const [log, store] = [await openEventLog('memory:'), await openDeskStore('memory:')];
  const sealer = new Sealer(sealingKeys, blobs, { blockSize: 64 });
  return { log, store, blobs, keys, sealer, sealingKeys, unreadable: new Set() };
}

/** An inbox's settings as tests mostly want them: Riyadh, a reopen window and a silence of a day. */
export const inboxSettings = (kind: InboxKind): Omit<InboxConnected['clear'], 'cause'> => ({
  kind,
  address: `${kind}@desk.example`,
  region: 'SA',
  timeZone: 'Asia/Riyadh',
  reopenWindowSeconds: 86_400,
  silenceSeconds: 86_400,
});

async function surveyed(log: EventLog, asked: SurveyAsked): Promise<Surveyed> {
  const survey = new Survey(asked);
  await survey.readOn(log);
  return structuredClone(survey.found);
}

/** A whole desk without doors and pages: real stores in memory, envelopes that are JSON lists of items. */
export class TestDesk {
  private constructor(
    private readonly stores: TestStores,
    readonly door: Door,
    readonly commands: DeskCommands,
    readonly agents: AgentRegister,
    private readonly sequencer: Sequencer,
    private readonly eraser: Eraser,
    private readonly clock: { time: number },
  ) {}

  /** `elsewhere`: the log as it is surveyed for what is somebody's. */
  static async open(stores: TestStores, sizes = sizesWithoutRest, elsewhere: EventLog = stores.log): Promise<TestDesk> {
    const clock = { time: Date.parse('2026-03-01T08:00:00.000Z') };
    const { log, store, sealer, keys, blobs } = stores;
    const now = { now: () => new Date((clock.time += 1000)).toISOString() };
    const inboxes = new InboxRegister(store.inboxes);
    await inboxes.load();
    const agents = new AgentRegister(store.agents);
    await agents.refresh();
    const recorders = recordersOver(log, sealer, new StreamSnapshots(log, store.snapshots));
    const numbers = new TicketNumbers(store.numbers);
    const transfers = new Transfers(log, recorders, inboxes, numbers);
    const readHandle = (kind: 'email', value: string) => ({ kind, value, class: 'personal' as const });
    const pages = { linksOf: async () => [], firstParked: async () => undefined };
    const planner = new Planner(
      keys,
      numbers,
      readHandle as never,
      pages,
      log,
      agents,
      recorders.files,
      store.sequencer,
    );
    const onFault = (fault: unknown) => {
      throw fault;
    };
    const sequencer = await createIntake({
      store,
      log,
      blobs,
      inboxes,
      recorders,
      numbers,
      transfers,
      keys,
      parse: async (raw) => outlineEnvelope(await readItems(raw, stores.unreadable)),
      clock: now,
      onFault,
      sizes, // prettier-ignore
    });
    const commands = new DeskCommands(store, log, recorders, planner, { inboxes, agents }, transfers, now);
    const survey = (asked: SurveyAsked) => surveyed(elsewhere, asked);
    const eraser = new Eraser({ ...stores, recorders, sequencer, clock: now, survey });
    return new TestDesk(
      stores,
      new Door(store.inbound, blobs, inboxes, now),
      commands,
      agents,
      sequencer,
      eraser,
      clock,
    );
  }

  connect(inbox: string, kind: InboxKind): Promise<unknown> {
    const actor = { class: 'agent', id: 'admin' } as const;
    return this.commands.execute(`connect ${inbox}`, actor, {
      kind: 'ConnectInbox',
      inbox,
      settings: inboxSettings(kind),
    });
  }

  async push(inbox: string, items: readonly Partial<Item>[], lane: Lane = 'live', nativeId?: string): Promise<void> {
    const bytes = Buffer.from(JSON.stringify(items));
    await this.door.keep(inbox, [{ bytes, contentType: 'application/json', lane, ...(nativeId ? { nativeId } : {}) }]);
  }

  /** Lets the intake work until nothing is left to do. */
  async settle(): Promise<void> {
    await this.sequencer.runUntilIdle('test');
  }

  /** Reads an envelope again, for what stood in quarantine at these places of it. */
  async retry(envelope: bigint, places: readonly string[]): Promise<void> {
    const read = this.sequencer.readAgain(envelope, places);
    await Promise.all([this.settle(), read]);
  }

  /** Erases customers, as far as log, keys and envelopes are concerned. */
  async erase(customerIds: readonly string[]): Promise<ErasureCounts> {
    const closed = this.eraser.close(customerIds);
    await Promise.all([this.settleOnce(closed), closed]);
    const destroyed = this.eraser.destroy(customerIds);
    await this.settleOnce(destroyed);
    return destroyed;
  }

  /** Lets the intake work until this is done. */
  private async settleOnce(work: Promise<unknown>): Promise<void> {
    let isDone = false;
    void work.finally(() => (isDone = true)).catch(() => undefined);
    while (!isDone) {
      await this.settle();
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** Lets time pass. */
  wait(seconds: number): void {
    this.clock.time += seconds * 1000;
  }

  async events(): Promise<readonly RecordedEvent[]> {
    return this.stores.log.readAll(0n, 100_000);
  }
}

/** Anything that is not a JSON list is refused, and so is an item that says `"refuse"`, or cannot be read yet. */
async function readItems({ bytes }: RawEnvelope, unreadable: ReadonlySet<string>): Promise<ParsedEnvelope> {
  const parser = 'items@1';
  try {
    const read = JSON.parse(Buffer.from(bytes).toString()) as (Item | { refuse: string; place: string })[];
    return {
      parser,
      items: read.flatMap((item) => ('refuse' in item || unreadable.has(item.place) ? [] : [item])),
      refusals: read.flatMap((item) => {
        const reason = 'refuse' in item ? item.refuse : unreadable.has(item.place) ? 'TEST.NOT_YET' : undefined;
        return reason === undefined ? [] : [{ place: item.place, reason, detail: '' }];
      }),
    };
  } catch {
    return { parser, items: [], refusals: [{ place: '', reason: 'TEST.NOT_JSON', detail: 'no JSON' }] };
  }
}
