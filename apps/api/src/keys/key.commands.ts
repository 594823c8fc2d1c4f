import { Inject } from '@nestjs/common';
import { Command, CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { mustTakeTickets } from '#application';
import { KeyRing } from '../access/index.js';
import { apiParts } from '../api-parts.js';
import type { ApiParts } from '../api-parts.js';
import { Once } from '../desk/index.js';
import type { WriteHead } from '../desk/index.js';
import { issueKey, newKeyId, shownKey } from './issue-key.js';
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
  constructor(
    @Inject(apiParts) private readonly parts: ApiParts,
    @Inject(Once) private readonly once: Once,
  ) {}

  /** Errors: `AgentNotFound`, `AgentIsDeactivated`, `CommandIdReused`. */
  async execute({ head, asked }: IssueKey): Promise<IssuedKey> {
    let secret: string | undefined;
    const key = await this.once.do(
      head,
      { kind: 'IssueKey', ...asked },
      {
        choose: async () => this.chosen(asked),
        act: async ({ id }) => {
          const made = await this.issue(id, asked);
          secret = made.secret;
          return made.key;
        },
      },
    );
    return secret === undefined ? key : { ...key, secret };
  }

  private chosen({ role, scope }: KeyRequest): { readonly id: string } {
    if (role !== 'connector' && scope !== '') mustTakeTickets(this.parts.agents, scope);
    return { id: newKeyId() };
  }

  /** Whoever tries again was told no secret, so the key gets another one; unless it was revoked meanwhile. */
  private async issue(id: string, asked: KeyRequest): Promise<{ readonly key: ShownKey; readonly secret?: string }> {
    const { store, clock } = this.parts;
    const there = (await store.keys.list()).find((key) => key.id === id);
    if (there?.revokedAt !== undefined) return { key: shownKey(there) };
    return issueKey(store.keys, asked, clock.now(), id);
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
    @Inject(Once) private readonly once: Once,
  ) {}

  /** Errors: `KeyNotFound`, `CommandIdReused`. */
  execute({ head, id }: RevokeKey): Promise<{ readonly id: string }> {
    const { keys } = this.parts.store;
    return this.once.do(
      head,
      { kind: 'RevokeKey', id },
      {
        choose: async () => {
          if (!(await keys.list()).some((key) => key.id === id)) throw new KeyNotFound(id);
          return { id };
        },
        act: async () => {
          await keys.revoke(id, this.parts.clock.now());
          this.ring.forget();
          return { id };
        },
      },
    );
  }
}
