import type { Instant } from '#domain';
import type { Checkpoint, Checkpoints } from '../checkpoints.port.js';
import type {
  ApiKey,
  ApiKeys,
  CommandResult,
  CommandResults,
  DeskFacts,
  Lease,
  Leases,
  Numbers,
  WantedLeases,
} from '../desk-store.port.js';

/** No body has this digest. */
const forgotten = '0'.repeat(64);

export class MemoryCommandResults implements CommandResults {
  private readonly results = new Map<string, CommandResult>();

  async find(commandId: string): Promise<CommandResult | undefined> {
    return this.results.get(commandId);
  }

  async keep(result: CommandResult): Promise<CommandResult> {
    const first = this.results.get(result.commandId) ?? result;
    this.results.set(result.commandId, first);
    return first;
  }

  async replace(result: CommandResult): Promise<void> {
    this.results.set(result.commandId, result);
  }

  async expire(before: Instant): Promise<number> {
    const expired = [...this.results.values()].filter(({ answeredAt }) => answeredAt < before);
    for (const { commandId } of expired) this.results.delete(commandId);
    return expired.length;
  }

  async forgetBodies(commandIds: readonly string[]): Promise<void> {
    for (const commandId of commandIds) {
      const kept = this.results.get(commandId);
      if (kept) this.results.set(commandId, { ...kept, bodyDigest: forgotten });
    }
  }
}

export class MemoryApiKeys implements ApiKeys {
  private readonly keys = new Map<string, ApiKey>();

  async add(key: ApiKey): Promise<void> {
    this.keys.set(key.id, key);
  }

  async findByDigest(digest: string): Promise<ApiKey | undefined> {
    return this.keys.values().find((key) => key.digest === digest);
  }

  async list(): Promise<readonly ApiKey[]> {
    return [...this.keys.values()];
  }

  async revoke(id: string, at: Instant): Promise<boolean> {
    const key = this.keys.get(id);
    if (!key || key.revokedAt !== undefined) return false;
    this.keys.set(id, { ...key, revokedAt: at });
    return true;
  }

  touched(id: string, at: Instant): void {
    const key = this.keys.get(id);
    if (key) this.keys.set(id, { ...key, lastUsedAt: at });
  }
}

export class MemoryLeases implements Leases {
  private readonly leases = new Map<string, Lease>();

  async acquire(name: string, holder: string, now: Instant, seconds: number): Promise<Lease | undefined> {
    const held = this.leases.get(name);
    const ours = held?.holder === holder;
    if (held && !ours && held.holder !== '' && held.expiresAt > now) return undefined;
    const expiresAt = new Date(Date.parse(now) + seconds * 1000).toISOString();
    const lease = { name, holder, epoch: (held?.epoch ?? 0) + (ours ? 0 : 1), expiresAt };
    this.leases.set(name, lease);
    return lease;
  }

  async acquireSome({ names, most }: WantedLeases, holder: string, now: Instant, seconds: number): Promise<Lease[]> {
    const acquired: Lease[] = [];
    for (const name of names) {
      const lease = acquired.length < most ? await this.acquire(name, holder, now, seconds) : undefined;
      if (lease) acquired.push(lease);
    }
    return acquired;
  }

  async release(...leases: readonly Lease[]): Promise<void> {
    for (const { name, epoch } of leases) {
      const held = this.leases.get(name);
      if (held?.epoch === epoch) this.leases.set(name, { ...held, holder: '' });
    }
  }

  /** The epoch of whoever holds it; `undefined` when nobody does. */
  epochInForce(name: string): number | undefined {
    const held = this.leases.get(name);
    return held?.holder === '' ? undefined : held?.epoch;
  }
}

export class MemoryNumbers implements Numbers {
  private readonly last = new Map<string, number>();

  async take(series: string, size: number): Promise<{ readonly first: number; readonly size: number }> {
    const last = this.last.get(series) ?? 0;
    this.last.set(series, last + size);
    return { first: last + 1, size };
  }

  async raise(series: string, atLeast: number): Promise<void> {
    this.last.set(series, Math.max(this.last.get(series) ?? 0, atLeast));
  }
}

export class MemoryCheckpoints implements Checkpoints {
  private readonly checkpoints = new Map<string, Checkpoint>();

  async get(processor: string): Promise<Checkpoint | undefined> {
    return this.checkpoints.get(processor);
  }

  async set(processor: string, checkpoint: Checkpoint): Promise<void> {
    this.checkpoints.set(processor, checkpoint);
  }
}

export class MemoryDeskFacts implements DeskFacts {
  private readonly facts = new Map<string, string>();

  async get(name: string): Promise<string | undefined> {
    return this.facts.get(name);
  }

  async set(name: string, value: string): Promise<void> {
    this.facts.set(name, value);
  }
}
