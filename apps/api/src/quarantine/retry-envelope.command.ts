import { Inject } from '@nestjs/common';
import { Command, CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { apiParts } from '../api-parts.js';
import type { ApiParts } from '../api-parts.js';
import { Once } from '../desk/index.js';
import type { WriteHead } from '../desk/index.js';

/** The envelope that was read again, by the token it is listed under. */
export interface RetriedEnvelope {
  readonly envelope: string;
}

/** Puts an envelope that lies in quarantine before the parser again, after a fix. */
export class RetryEnvelope extends Command<RetriedEnvelope> {
  constructor(
    readonly head: WriteHead,
    /** Token of its place in the inbound log. */
    readonly envelope: string,
  ) {
    super();
  }
}

@CommandHandler(RetryEnvelope)
export class RetryEnvelopeHandler implements ICommandHandler<RetryEnvelope> {
  constructor(
    @Inject(apiParts) private readonly parts: ApiParts,
    @Inject(Once) private readonly once: Once,
  ) {}

  /** Errors: `POSITION.UNREADABLE`, `EnvelopeNotFound`, `CommandIdReused`. */
  execute({ head, envelope }: RetryEnvelope): Promise<RetriedEnvelope> {
    const { envelopeTokens, retryEnvelope } = this.parts;
    return this.once.do(
      head,
      { kind: 'RetryEnvelope', envelope },
      {
        choose: async () => ({ position: String(envelopeTokens.read(envelope)) }),
        act: async ({ position }) => {
          await retryEnvelope(BigInt(position));
          return { envelope };
        },
      },
    );
  }
}
