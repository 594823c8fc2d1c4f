import type { Lease, Leases } from '#desk-store';
import type { Clock } from './clock.js';

const leaseSeconds = 30;

/** How often it must be asked for while it is held, in milliseconds. */
export const renewWithinMs = (leaseSeconds * 1000) / 3;

/** The right to be the one processor of its kind, as long as we have it. */
export class ProcessorLease {
  private lease: Lease | undefined;

  constructor(
    private readonly name: string,
    private readonly leases: Leases,
    private readonly clock: Clock,
  ) {}

  /** The epoch while the lease is ours, renewed when a third of it is gone; `undefined` while another holds it. */
  async hold(holder: string): Promise<number | undefined> {
    const now = this.clock.now();
    const renewAt = new Date(Date.parse(now) + 2 * renewWithinMs).toISOString();
    if (this.lease && this.lease.expiresAt > renewAt) return this.lease.epoch;
    this.lease = await this.leases.acquire(this.name, holder, now, leaseSeconds);
    return this.lease?.epoch;
  }

  /** Somebody else has it, as the store says. */
  lost(): void {
    this.lease = undefined;
  }

  /** Does what is left to do under it, then lets go of it. */
  async leave(settle: (epoch: number) => Promise<void>): Promise<void> {
    const { lease } = this;
    if (!lease) return;
    await settle(lease.epoch);
    await this.leases.release(lease);
    this.lease = undefined;
  }
}
