import type { FastifyRequest } from 'fastify';
import type { Reach } from '#domain';
import { bearerSecret } from './bearer.js';
import type { KeyRing } from './key-ring.js';

/** What a request was let in with, to be looked at again while its answer goes on. */
export class StandingAccess {
  private readonly secret: string;
  private readonly reach: string;

  constructor(
    private readonly keys: Pick<KeyRing, 'find' | 'reachOf'>,
    { headers, reach }: Pick<FastifyRequest, 'headers' | 'reach'>,
  ) {
    this.secret = bearerSecret(headers.authorization) ?? '';
    this.reach = textOf(reach);
  }

  /** Whether the key still opens what it opened: it was not revoked, its agent works, in the same teams. */
  async isAsItWas(): Promise<boolean> {
    const key = await this.keys.find(this.secret);
    return key !== undefined && textOf(this.keys.reachOf(key)) === this.reach;
  }
}

const textOf = (reach: Reach | undefined): string => JSON.stringify(reach ?? null);
