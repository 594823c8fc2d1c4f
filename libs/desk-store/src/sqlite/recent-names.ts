import { idOf } from '../envelope-name.js';
import type { EnvelopeName } from '../envelope-name.js';

/** Names of the newest envelopes, in memory. Their positions follow one another without a gap. */
export class RecentNames {
  private readonly names: EnvelopeName[] = [];
  /** Where each id came first; nearly all come once. */
  private readonly firstById = new Map<string, number>();
  /** Those whose id had come before, with other bytes. */
  private readonly later = new Map<EnvelopeName, number>();

  /** `upTo`: the position before the first of them. */
  constructor(readonly upTo: number) {}

  get size(): number {
    return this.names.length;
  }

  /** Position of the newest. */
  get lastPosition(): number {
    return this.upTo + this.names.length;
  }

  get lastName(): EnvelopeName | undefined {
    return this.names.at(-1);
  }

  hasId(name: EnvelopeName): boolean {
    return this.firstById.has(idOf(name));
  }

  positionOf(name: EnvelopeName): number | undefined {
    const first = this.firstById.get(idOf(name));
    if (first === undefined) return undefined;
    return this.names[first - this.upTo - 1] === name ? first : this.later.get(name);
  }

  /** Adds the name of the next position. */
  add(name: EnvelopeName): void {
    this.names.push(name);
    if (this.hasId(name)) this.later.set(name, this.lastPosition);
    else this.firstById.set(idOf(name), this.lastPosition);
  }

  forgetLast(): void {
    const name = this.lastName;
    if (name === undefined) return;
    if (!this.later.delete(name)) this.firstById.delete(idOf(name));
    this.names.pop();
  }

  /** In the order a run of the table wants them. */
  sorted(): { readonly name: EnvelopeName; readonly position: number }[] {
    const placed = this.names.map((name, at) => ({ name, position: this.upTo + 1 + at }));
    return placed.sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}
