import { Inject, Injectable, SetMetadata } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import type { ApiKey, Role } from '#desk-store';
import { KeyMissing, KeyUnknown, RoleRefused } from './access.errors.js';
import { bearerSecret } from './bearer.js';
import { KeyRing } from './key-ring.js';

const allowed = Symbol('roles that may call a route');

/** The roles that may call a route. A route that names none may be called by nobody. */
export const Allow = (...roles: readonly Role[]) => SetMetadata(allowed, roles);

/** Agents, and those above them: who works with customers' words. */
export const deskRoles = ['agent', 'supervisor', 'admin'] as const satisfies readonly Role[];

/**
 * Asks every request for its key, and the key for its role.
 *
 * Errors: `KeyMissing`, `KeyUnknown`, `RoleRefused`.
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
    const roles = this.reflector.getAllAndOverride<readonly Role[] | undefined>(allowed, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (!roles?.includes(key.role)) throw new RoleRefused(key.role);
    request.key = key;
    return true;
  }
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The key this request was let in with; set by the guard, on every route behind it. */
    key: ApiKey;
  }
}
