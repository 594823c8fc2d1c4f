import { Inject } from '@nestjs/common';
import type { Type } from '@nestjs/common';
import { Command, CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer, DeskCommand } from '#application';
import type { Actor, Reach } from '#domain';
import { apiParts } from '../api-parts.js';
import type { ApiParts } from '../api-parts.js';

/** Who writes, and under which id: what every write brings beside its body. */
export interface WriteHead {
  /** The `Idempotency-Key`: a repeat gets the first answer. */
  readonly commandId: string;
  readonly actor: Actor;
  /** The tickets they may work; all of them where it is absent. */
  readonly reach?: Reach;
}

type Kind = DeskCommand['kind'];
type Narrowed<C, K> = C extends { readonly kind: infer Kinds } ? (K extends Kinds ? Omit<C, 'kind'> : never) : never;
/** What a command of one kind asks for. */
export type AskedOf<K extends Kind> = Narrowed<DeskCommand, K>;

/** A command of the desk on its way to the rules. */
export class DeskWrite<K extends Kind = Kind> extends Command<CommandAnswer> {
  constructor(
    readonly head: WriteHead,
    readonly kind: K,
    readonly asked: AskedOf<K>,
  ) {
    super();
  }

  /** The command as the application layer takes it: what was left out is absent, not `undefined`. */
  get command(): DeskCommand {
    const given = Object.entries(this.asked).filter(([, value]) => value !== undefined);
    return { kind: this.kind, ...Object.fromEntries(given) } as unknown as DeskCommand;
  }
}

/** A command class of one kind: `class ClaimTicket extends deskWrite('ClaimTicket') {}`. */
export function deskWrite<K extends Kind>(kind: K) {
  return class extends DeskWrite<K> {
    constructor(head: WriteHead, asked: AskedOf<K>) {
      super(head, kind, asked);
    }
  };
}

/**
 * The one handler of a command class: calls the one function of the application layer that carries it out, and answers
 * with the position as a token, good for `minPosition`.
 */
export function handlerOf(write: Type<DeskWrite>): Type<ICommandHandler<DeskWrite>> {
  @CommandHandler(write)
  class DeskWriteHandler implements ICommandHandler<DeskWrite> {
    constructor(@Inject(apiParts) private readonly parts: ApiParts) {}

    async execute({ head, command }: DeskWrite): Promise<CommandAnswer> {
      const answer = await this.parts.commands.execute(head.commandId, head.actor, command, head.reach);
      return { ...answer, position: this.parts.positions.write(BigInt(answer.position)) };
    }
  }
  return DeskWriteHandler;
}
