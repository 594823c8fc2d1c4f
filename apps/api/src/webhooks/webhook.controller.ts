import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Allow } from '../access/index.js';
import { apiParts } from '../api-parts.js';
import type { ApiParts } from '../api-parts.js';
import type { WriteHead } from '../desk/index.js';
import { Write } from '../requests/index.js';
import { shownWebhook } from './shown-webhook.js';
import type { ShownWebhook } from './shown-webhook.js';
import { NewWebhookBody, settingsOf, startOf, WebhookBody, WebhookReplayBody } from './webhook.bodies.js';
import { AskAboutWebhook } from './webhook.commands.js';

/** Whom the log is told to. Only an admin says who that is, and whether they read what people wrote. */
@Controller('v1/webhooks')
@Allow('admin')
export class WebhookController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(apiParts) private readonly parts: ApiParts,
  ) {}

  @Get()
  async list(): Promise<{ readonly webhooks: readonly ShownWebhook[]; readonly position: bigint }> {
    const { webhooks, positions, head } = this.parts;
    const position = await head();
    return { webhooks: (await webhooks.list()).map((webhook) => shownWebhook(webhook, positions)), position };
  }

  @Get(':webhook')
  async find(@Param('webhook') id: string): Promise<ShownWebhook> {
    const { webhooks, positions } = this.parts;
    return shownWebhook(await webhooks.find(id), positions);
  }

  @Post()
  create(@Write() write: WriteHead, @Body() { id, from, after, ...body }: NewWebhookBody) {
    const start = startOf({ ...(from && { from }), ...(after && { after }) }, this.parts.positions, 'next');
    const ask = { kind: 'CreateWebhook', id, settings: settingsOf(body), from: start } as const;
    return this.commands.execute(new AskAboutWebhook(write, ask));
  }

  @Put(':webhook')
  change(@Write() write: WriteHead, @Param('webhook') id: string, @Body() body: WebhookBody) {
    return this.commands.execute(new AskAboutWebhook(write, { kind: 'ChangeWebhook', id, settings: settingsOf(body) }));
  }

  @Delete(':webhook')
  remove(@Write() write: WriteHead, @Param('webhook') id: string) {
    return this.commands.execute(new AskAboutWebhook(write, { kind: 'DeleteWebhook', id }));
  }

  @Post(':webhook/pause')
  @HttpCode(200)
  pause(@Write() write: WriteHead, @Param('webhook') id: string) {
    return this.commands.execute(new AskAboutWebhook(write, { kind: 'PauseWebhook', id, by: write.actor.id }));
  }

  @Post(':webhook/resume')
  @HttpCode(200)
  resume(@Write() write: WriteHead, @Param('webhook') id: string) {
    return this.commands.execute(new AskAboutWebhook(write, { kind: 'ResumeWebhook', id }));
  }

  @Post(':webhook/replay')
  @HttpCode(200)
  replay(@Write() write: WriteHead, @Param('webhook') id: string, @Body() { from, after }: WebhookReplayBody) {
    const start = startOf({ ...(from && { from }), ...(after && { after }) }, this.parts.positions);
    return this.commands.execute(new AskAboutWebhook(write, { kind: 'ReplayWebhook', id, from: start }));
  }
}
