import type { FastifyRequest } from 'fastify';
import { InboxNotFound } from '#application';
import type { InboxDirectory } from '#application';
import type { ApiKey, Role } from '#desk-store';
import { bearerSecret, InboxOutOfScope, KeyMissing, KeyUnknown, RateExceeded, RoleRefused } from '../access/index.js';
import type { KeyRing, TokenBuckets } from '../access/index.js';

/** Connectors push what happens; an admin's command line pushes what happened before. */
const pushing: ReadonlySet<Role> = new Set<Role>(['connector', 'admin']);

/** Parameters of every route at the door. */
export interface DoorParams {
  readonly inbox: string;
}

/**
 * Settles who may push to an inbox before a byte of the body is read: a connector's or admin's key, its scope, the inbox
 * itself, the rate.
 *
 * Errors: `KeyMissing`, `KeyUnknown`, `RoleRefused`, `InboxOutOfScope`, `InboxNotFound`, `RateExceeded`.
 */
export class Admission {
  constructor(
    private readonly keys: KeyRing,
    private readonly inboxes: InboxDirectory,
    private readonly buckets: TokenBuckets,
  ) {}

  /** Admits a request with one envelope, and notes whose limit it counts against. */
  async admit(request: FastifyRequest): Promise<void> {
    const { inbox } = request.params as DoorParams;
    const key = await this.keyOf(request);
    if (!covers(key, inbox)) throw new InboxOutOfScope(inbox);
    if (!this.inboxes.find(inbox)) throw new InboxNotFound(inbox);
    request.limit = `${key.id} ${inbox}`;
    this.charge(request.limit, 1);
  }

  /** Counts envelopes against a limit. */
  charge(limit: string, envelopes: number): void {
    const wait = this.buckets.take(limit, envelopes);
    if (wait > 0) throw new RateExceeded(wait);
  }

  /** Counts what came with a request beyond its first envelope; the next request feels it. */
  chargeRest(limit: string, envelopes: number): void {
    if (envelopes > 1) this.buckets.take(limit, envelopes - 1);
  }

  private async keyOf({ headers }: FastifyRequest): Promise<ApiKey> {
    const secret = bearerSecret(headers.authorization);
    if (secret === undefined) throw new KeyMissing();
    const key = await this.keys.find(secret);
    if (!key) throw new KeyUnknown();
    if (!pushing.has(key.role)) throw new RoleRefused(key.role);
    return key;
  }
}

/** A connector's scope is the inboxes it may push to; an empty one covers all of them. */
const covers = ({ role, scope }: ApiKey, inbox: string): boolean =>
  role !== 'connector' || scope === '' || scope.split(' ').includes(inbox);

declare module 'fastify' {
  interface FastifyRequest {
    /** The limit this request counts against. */
    limit: string;
  }
}
