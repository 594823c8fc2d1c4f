import { setTimeout as pause } from 'node:timers/promises';
import { LeaseLost } from '#desk-store';
import type { Lease, Leases } from '#desk-store';
import type { Clock } from './clock.js';
import { sideBySide } from './side-by-side.js';

/** How long a lease lasts that nobody renews, in seconds, where nothing else is said. */
export const usualLeaseSeconds = 30;
/** How often whoever stands by asks for it, in milliseconds. */
const standByMs = 1_000;

/**
 * The right to be the one processor of its kind, as long as we have it. It is judged where it is kept: what is written
 * under an epoch that is over is refused there, however late its writer wakes up.
 */
export class ProcessorLease {
  private lease: Lease | undefined;

  constructor(
    private readonly name: string,
    private readonly leases: Leases,
    private readonly clock: Clock,
    private readonly seconds = usualLeaseSeconds,
  ) {}

  /** How often it must be asked for while it is held, in milliseconds. */
  get renewWithinMs(): number {
    return (this.seconds * 1000) / 3;
  }

  /** The epoch while the lease is ours, renewed when a third of it is gone; `undefined` while another holds it. */
  async hold(holder: string): Promise<number | undefined> {
    const now = this.clock.now();
    const renewAt = new Date(Date.parse(now) + 2 * this.renewWithinMs).toISOString();
    if (this.lease && this.lease.expiresAt > renewAt) return this.lease.epoch;
    this.lease = await this.leases.acquire(this.name, holder, now, this.seconds);
    return this.lease?.epoch;
  }

  /** Somebody else has it, as the store says. */
  lost(): void {
    this.lease = undefined;
  }

  /** Does what is left to do under it, then lets go of it. */
  async leave(settle: (epoch: number) => Promise<void> = async () => undefined): Promise<void> {
    const { lease } = this;
    if (!lease) return;
    await settle(lease.epoch);
    await this.leases.release(lease);
    this.lease = undefined;
  }

  /**
   * Works whenever it is ours, until `signal` aborts, and stands by while another holds it. The signal that `work` is given
   * aborts as well when the lease is lost; that a write was refused for it is no fault.
   */
  async workWhileOurs(
    holder: string,
    work: (signal: AbortSignal, epoch: number) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    while (!signal.aborted) {
      const epoch = await this.hold(holder);
      if (epoch === undefined) await rest(standByMs, signal);
      else await this.workUnder(epoch, holder, work, signal);
    }
    await this.leave();
  }

  private async workUnder(
    epoch: number,
    holder: string,
    work: (signal: AbortSignal, epoch: number) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      await sideBySide(
        signal,
        (until) => work(until, epoch),
        (until) => this.keep(epoch, holder, until),
      );
    } catch (fault) {
      if (!(fault instanceof LeaseLost)) throw fault;
      this.lost();
    }
  }

  /** Ends when it is another's. */
  private async keep(epoch: number, holder: string, signal: AbortSignal): Promise<void> {
    while (!signal.aborted && (await this.hold(holder)) === epoch) await rest(this.renewWithinMs / 2, signal);
  }
}

async function rest(milliseconds: number, signal: AbortSignal): Promise<void> {
  await pause(milliseconds, undefined, { signal }).catch(() => undefined);
}
