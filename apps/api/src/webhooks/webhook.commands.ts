import { Inject } from '@nestjs/common';
import { Command, CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import type { WebhookAsk } from '#application';
import { apiParts } from '../api-parts.js';
import type { ApiParts } from '../api-parts.js';
import { Once } from '../desk/index.js';
import type { WriteHead } from '../desk/index.js';
import { shownWebhook } from './shown-webhook.js';
import type { ShownWebhook } from './shown-webhook.js';

/** Something an admin asks for about a webhook; answers how it stands then, of one that is removed only its name. */
export class AskAboutWebhook extends Command<ShownWebhook | { readonly id: string }> {
  constructor(
    readonly head: WriteHead,
    readonly ask: WebhookAsk,
  ) {
    super();
  }
}

@CommandHandler(AskAboutWebhook)
export class AskAboutWebhookHandler implements ICommandHandler<AskAboutWebhook> {
  constructor(
    @Inject(apiParts) private readonly parts: ApiParts,
    @Inject(Once) private readonly once: Once,
  ) {}

  /** Errors: those of `WebhookDesk`, `CommandIdReused`. */
  execute({ head, ask }: AskAboutWebhook): Promise<ShownWebhook | { readonly id: string }> {
    const { webhooks, positions } = this.parts;
    return this.once.do(head, asText(ask), {
      choose: () => webhooks.plan(ask),
      act: async (plan) => {
        await webhooks.carryOut(ask, plan);
        return ask.kind === 'DeleteWebhook' ? { id: ask.id } : shownWebhook(await webhooks.find(ask.id), positions);
      },
    });
  }
}

const asText = (ask: WebhookAsk) => ({
  kind: ask.kind,
  ask: JSON.stringify(ask, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
});
