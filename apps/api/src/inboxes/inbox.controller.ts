import { Body, Controller, Delete, Get, Inject, Param, Post, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { InboxNotFound } from '#application';
import type { Inbox } from '#application';
import { Allow } from '../access/index.js';
import { apiParts } from '../api-parts.js';
import type { ApiParts } from '../api-parts.js';
import type { WriteHead } from '../desk/index.js';
import { Write } from '../requests/index.js';
import { InboxBody, NewInboxBody } from './inbox.bodies.js';
import { ConnectInbox, DisconnectInbox } from './inbox.commands.js';
import { settingsOf } from './inbox-settings.js';

/** The addresses of the desk. What an inbox took stays when it is disconnected. */
@Controller('v1/inboxes')
@Allow('admin')
export class InboxController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(apiParts) private readonly parts: ApiParts,
  ) {}

  @Get()
  @Allow('admin', 'supervisor')
  async list() {
    const position = await this.parts.head();
    return { inboxes: this.parts.inboxes.list().map(shownInbox), position };
  }

  @Get(':inbox')
  @Allow('admin', 'supervisor')
  async find(@Param('inbox') id: string) {
    const position = await this.parts.head();
    const inbox = this.parts.inboxes.find(id);
    if (!inbox) throw new InboxNotFound(id);
    return { ...shownInbox(inbox), position };
  }

  @Post()
  connect(@Write() write: WriteHead, @Body() { id, ...body }: NewInboxBody) {
    return this.commands.execute(new ConnectInbox(write, { inbox: id, settings: settingsOf(body) }));
  }

  @Put(':inbox')
  change(@Write() write: WriteHead, @Param('inbox') inbox: string, @Body() body: InboxBody) {
    return this.commands.execute(new ConnectInbox(write, { inbox, settings: settingsOf(body) }));
  }

  @Delete(':inbox')
  disconnect(@Write() write: WriteHead, @Param('inbox') inbox: string) {
    return this.commands.execute(new DisconnectInbox(write, { inbox }));
  }
}

/** As people set it: a register knows more of it. */
const shownInbox = ({ connected: _, ...inbox }: Inbox & { readonly connected?: boolean }): Inbox => inbox;
