import { Inject } from '@nestjs/common';
import { Command, CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { KeyRing } from '../access/index.js';
import { apiParts } from '../api-parts.js';
import type { ApiParts } from '../api-parts.js';
import { once } from '../desk/index.js';
import type { WriteHead } from '../desk/index.js';
import { issueKey } from './issue-key.js';
import type { KeyRequest, ShownKey } from './issue-key.js';
import { KeyNotFound } from './key.errors.js';

/** A new key. `secret` stands only in the first answer: a repeat cannot tell it again, for nobody knows it. */
export interface IssuedKey extends ShownKey {
  readonly secret?: string;
}

export class IssueKey extends Command<IssuedKey> {
  constructor(
    readonly head: WriteHead,
    readonly asked: KeyRequest,
  ) {
    super();
  }
}

@CommandHandler(IssueKey)
export class IssueKeyHandler implements ICommandHandler<IssueKey> {
  constructor(@Inject(apiParts) private readonly parts: ApiParts) {}

  async execute({ head, asked }: IssueKey): Promise<IssuedKey> {
    const { store, clock } = this.parts;
    let issued: Awaited<ReturnType<typeof issueKey>> | undefined;
    const key = await once({ results: store.results, clock }, head, { kind: 'IssueKey', ...asked }, async () => {
      issued = await issueKey(store.keys, asked, clock.now());
      return issued.key;
    });
    if (!issued) return key;
    if (issued.key.id === key.id) return { ...key, secret: issued.secret };
    // The same write came twice at once, and the other was first.
    await store.keys.revoke(issued.key.id, clock.now());
    return key;
  }
}

/** A key opens nothing any more. Revoking twice changes nothing. */
export class RevokeKey extends Command<{ readonly id: string }> {
  constructor(
    readonly head: WriteHead,
    readonly id: string,
  ) {
    super();
  }
}

@CommandHandler(RevokeKey)
export class RevokeKeyHandler implements ICommandHandler<RevokeKey> {
  constructor(
    @Inject(apiParts) private readonly parts: ApiParts,
    @Inject(KeyRing) private readonly ring: KeyRing,
  ) {}

  async execute({ head, id }: RevokeKey): Promise<{ readonly id: string }> {
    const { store, clock } = this.parts;
    return once({ results: store.results, clock }, head, { kind: 'RevokeKey', id }, async () => {
      const revoked = await store.keys.revoke(id, clock.now());
      if (!revoked && !(await store.keys.list()).some((key) => key.id === id)) throw new KeyNotFound(id);
      this.ring.forget();
      return { id };
    });
  }
}
