import type { LiveChange, LiveNews, QueuePlace } from './live.port.js';

/** Changes of one ticket over a while: its last row, and everywhere in the queue it stood meanwhile. */
export interface GatheredChange extends Omit<LiveChange, 'was'> {
  readonly stoodAt: readonly QueuePlace[];
}

interface Kept extends LiveChange {
  readonly position: bigint;
}

const mostChanges = 4_096;
const mostCharacters = 8 * 1024 * 1024;

/**
 * What changed lately, in order, up to a bound: whoever is behind, or comes back, is told what he missed from here, each
 * ticket once and as it is now.
 */
export class RecentChanges {
  private kept: Kept[] = [];
  private characters = 0;
  /** Everything that was committed after this position is here. */
  floor = 0n;
  /** How far it goes. */
  top = 0n;

  /** Takes news in; `false` where something is missing in between, and everything begins anew. */
  add({ since, position, changes }: LiveNews): boolean {
    const follows = since === this.top;
    if (!follows) this.beginAt(since);
    for (const change of changes) {
      this.kept.push({ ...change, position });
      this.characters += change.row?.length ?? 0;
    }
    this.top = position;
    this.forget();
    return follows;
  }

  /** What changed after a position; `undefined` where that is too long ago. */
  after(position: bigint): ReadonlyMap<string, GatheredChange> | undefined {
    if (position < this.floor) return undefined;
    const gathered = new Map<string, GatheredChange>();
    for (let place = this.placeAfter(position); place < this.kept.length; place += 1) {
      const change = this.kept[place];
      if (change) gathered.set(change.ticketId, gatheredWith(gathered.get(change.ticketId), change));
    }
    return gathered;
  }

  /** Nothing is known but how far the pages are. */
  beginAt(position: bigint): void {
    this.kept = [];
    this.characters = 0;
    this.floor = this.top = position;
  }

  /** Most who ask are hardly behind: looked for from the end. */
  private placeAfter(position: bigint): number {
    let place = this.kept.length;
    while (place > 0 && (this.kept[place - 1]?.position ?? 0n) > position) place -= 1;
    return place;
  }

  /** The older half goes, commit by commit. */
  private forget(): void {
    if (this.kept.length <= mostChanges && this.characters <= mostCharacters) return;
    const last = this.kept[this.kept.length >> 1]?.position ?? this.top;
    this.kept = this.kept.slice(this.placeAfter(last));
    this.floor = last;
    this.characters = this.kept.reduce((sum, { row = '' }) => sum + row.length, 0);
  }
}

function gatheredWith(earlier: GatheredChange | undefined, change: Kept): GatheredChange {
  const { ticketId, row = earlier?.row, was } = change;
  const is = change.row === undefined ? earlier?.is : change.is;
  const stoodAt = [...(earlier?.stoodAt ?? []), ...(was ? [was] : []), ...(change.is ? [change.is] : [])];
  const hasNewEntry = change.hasNewEntry || (earlier?.hasNewEntry ?? false);
  return { ticketId, hasNewEntry, stoodAt, ...(row !== undefined && { row }), ...(is && { is }) };
}
