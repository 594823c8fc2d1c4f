import type { Lane } from '#domain';
import { LeaseLost } from '../desk-store.errors.js';
import { sequencerLease } from '../sequencer-store.port.js';
import type {
  IndexChange,
  IndexMark,
  LaneCheckpoint,
  Repeat,
  Route,
  SequencerStore,
  Stretch,
} from '../sequencer-store.port.js';

const startOfLog: IndexMark = { position: 0n, hash: new Uint8Array(32) };

/** Routes, lane checkpoints and the look-up index as four maps. `epochInForce` is that of the sequencer's lease. */
export class MemorySequencerStore implements SequencerStore {
  private readonly routes = new Map<string, string>();
  private readonly checkpoints = new Map<Lane, bigint>();
  private readonly handles = new Map<string, string>();
  private readonly threads = new Map<string, string>();
  private readonly inLog = new Set<string>();
  private readonly repeats: Repeat[] = [];
  private mark = startOfLog;
  private stretch: Stretch | null = null;

  constructor(private readonly epochInForce: (lease: string) => number | undefined) {}

  async route(
    epoch: number,
    routes: readonly Route[],
    checkpoints: readonly LaneCheckpoint[],
    underWay: Stretch | null = this.stretch,
  ): Promise<ReadonlyMap<string, string>> {
    this.judge(epoch);
    for (const { itemKey, stream } of routes) if (!this.routes.has(itemKey)) this.routes.set(itemKey, stream);
    for (const { lane, position } of checkpoints) this.checkpoints.set(lane, position);
    this.stretch = underWay;
    return this.routesOf(routes.map(({ itemKey }) => itemKey));
  }

  async noteRepeats(epoch: number, repeats: readonly Repeat[]): Promise<void> {
    this.judge(epoch);
    this.repeats.push(...repeats);
  }

  async repeatsOf(streams: readonly string[]): Promise<readonly bigint[]> {
    const theirs = this.repeats.filter(({ stream }) => streams.includes(stream));
    return [...new Set(theirs.map(({ envelope }) => envelope))];
  }

  async underWay(): Promise<Stretch | undefined> {
    return this.stretch ?? undefined;
  }

  async routesOf(itemKeys: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return found(this.routes, itemKeys);
  }

  async recorded(itemKeys: readonly string[]): Promise<ReadonlySet<string>> {
    return new Set(itemKeys.filter((itemKey) => this.inLog.has(itemKey)));
  }

  async checkpoint(lane: Lane): Promise<bigint> {
    return this.checkpoints.get(lane) ?? 0n;
  }

  async foldIndex(epoch: number, { handles, threads, items }: IndexChange, to: IndexMark): Promise<void> {
    this.judge(epoch);
    change(this.handles, handles);
    change(this.threads, threads);
    for (const [itemKey, stream] of items) {
      this.routes.set(itemKey, stream);
      this.inLog.add(itemKey);
    }
    this.mark = to;
  }

  async indexMark(): Promise<IndexMark> {
    return this.mark;
  }

  async customersOf(handles: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return found(this.handles, handles);
  }

  async conversationsOf(threadKeys: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return found(this.threads, threadKeys);
  }

  async clearIndex(epoch: number): Promise<void> {
    this.judge(epoch);
    this.handles.clear();
    this.threads.clear();
    this.inLog.clear();
    this.mark = startOfLog;
  }

  private judge(epoch: number): void {
    if (this.epochInForce(sequencerLease) !== epoch) throw new LeaseLost(sequencerLease);
  }
}

function found(all: ReadonlyMap<string, string>, keys: readonly string[]): ReadonlyMap<string, string> {
  return new Map(keys.map((key) => [key, all.get(key)] as const).filter((entry) => isPresent(entry)));
}

const isPresent = (entry: readonly [string, string | undefined]): entry is readonly [string, string] =>
  entry[1] !== undefined;

/** The last one wins; an empty value takes the key away. */
function change(all: Map<string, string>, changes: ReadonlyMap<string, string>): void {
  for (const [key, value] of changes) {
    if (value === '') all.delete(key);
    else all.set(key, value);
  }
}
