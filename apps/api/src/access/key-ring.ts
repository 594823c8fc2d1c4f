import { hash, timingSafeEqual } from 'node:crypto';
import type { AgentDirectory, Clock } from '#application';
import type { ApiKey, ApiKeys } from '#desk-store';
import type { Reach } from '#domain';
import { isAtWork, reachOf } from './reach.js';

interface Remembered {
  readonly key: ApiKey | undefined;
  readonly until: number;
}

/** How long an answer of the store is believed: a revoked key opens nothing after so many milliseconds. */
const believedFor = 1_000;
const mostRemembered = 10_000;

/** Agents, as far as this process knows them; `refresh` takes in what others learned. */
export interface KnownAgents extends AgentDirectory {
  refresh(): Promise<void>;
}

/** SHA-256 of a key's secret, hex: all that is ever kept of it. */
export const digestOfSecret = (secret: string): string => hash('sha256', secret, 'hex');

/**
 * The keys in use, in memory, by the digest of their secret: the door asks at every envelope, the store about
 * once a second for each key. Unknown secrets are remembered too, so that a mistaken connector costs little.
 */
export class KeyRing {
  private readonly remembered = new Map<string, Remembered>();
  private readonly asking = new Map<string, Promise<ApiKey | undefined>>();

  constructor(
    private readonly keys: Pick<ApiKeys, 'findByDigest' | 'touched'>,
    private readonly agents: KnownAgents,
    private readonly clock: Clock,
    private readonly ticks: () => number,
  ) {}

  /** The key with this secret, unless it is unknown or revoked, or its agent deactivated. */
  async find(secret: string): Promise<ApiKey | undefined> {
    const key = await this.known(secret);
    return key && isAtWork(key, this.agents) ? key : undefined;
  }

  /** See `reachOf`. */
  reachOf(key: ApiKey): Reach | undefined {
    return reachOf(key, this.agents);
  }

  /** Forgets what it knows, so that a change acts at once in this process. */
  forget(): void {
    this.remembered.clear();
  }

  private async known(secret: string): Promise<ApiKey | undefined> {
    const digest = digestOfSecret(secret);
    const remembered = this.remembered.get(digest);
    if (remembered && remembered.until > this.ticks()) return remembered.key;
    return this.asking.get(digest) ?? this.ask(digest);
  }

  private ask(digest: string): Promise<ApiKey | undefined> {
    const answer = this.askStore(digest).finally(() => this.asking.delete(digest));
    this.asking.set(digest, answer);
    return answer;
  }

  private async askStore(digest: string): Promise<ApiKey | undefined> {
    const until = this.ticks() + believedFor;
    const [found] = await Promise.all([this.keys.findByDigest(digest), this.agents.refresh()]);
    const key = found && isInForce(found, digest) ? found : undefined;
    if (key) this.keys.touched(key.id, this.clock.now());
    this.remember(digest, { key, until });
    return key;
  }

  private remember(digest: string, remembered: Remembered): void {
    this.remembered.delete(digest);
    if (this.remembered.size >= mostRemembered) this.remembered.clear();
    this.remembered.set(digest, remembered);
  }
}

function isInForce(key: ApiKey, digest: string): boolean {
  const same = key.digest.length === digest.length && timingSafeEqual(Buffer.from(key.digest), Buffer.from(digest));
  return same && key.revokedAt === undefined;
}
