import { Inject, Injectable, SetMetadata } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import type { ApiKey } from '#desk-store';
import type { Reach } from '#domain';
import { KeyMissing, KeyUnknown, RoleRefused, TextRefused } from './access.errors.js';
import { bearerSecret } from './bearer.js';
import { KeyRing } from './key-ring.js';
import { hasRight } from './rights.js';
import type { Right } from './rights.js';

const allowed = Symbol('rights that open a route');

/** The rights that open a route, any one of them. A route that names none may be called by nobody. */
export const Allow = (...rights: readonly Right[]) => SetMetadata(allowed, rights);

/** The rights that open a route, as its decorators say; none where nobody may call it. */
export const rightsOn = (controller: object, handler: object): readonly Right[] =>
  ((Reflect.getMetadata(allowed, handler) ?? Reflect.getMetadata(allowed, controller)) as
    readonly Right[] | undefined) ?? [];

/**
 * Asks every request for its key, and the key for its rights.
 *
 * Errors: `KeyMissing`, `KeyUnknown`, `RoleRefused`, `TextRefused`.
 */
@Injectable()
export class RolesGuard implements CanActivate {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(KeyRing) private readonly keys: KeyRing,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const secret = bearerSecret(request.headers.authorization);
    if (secret === undefined) throw new KeyMissing();
    const key = await this.keys.find(secret);
    if (!key) throw new KeyUnknown();
    mustHaveRight(key, this.rightsOf(context));
    request.key = key;
    request.reach = this.keys.reachOf(key);
    return true;
  }

  private rightsOf(context: ExecutionContext): readonly Right[] {
    const named = [context.getHandler(), context.getClass()];
    return this.reflector.getAllAndOverride<readonly Right[] | undefined>(allowed, named) ?? [];
  }
}

function mustHaveRight(key: ApiKey, rights: readonly Right[]): void {
  if (hasRight(key, rights)) return;
  throw key.role === 'analyst' && rights.includes('text') ? new TextRefused() : new RoleRefused(key.role);
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The key this request was let in with; set by the guard, on every route behind it. */
    key: ApiKey;
    /** The tickets its holder sees and works; all of them where it is `undefined`. */
    reach: Reach | undefined;
  }
}
