import { Body, Controller, Delete, Get, Inject, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Allow } from '../access/index.js';
import { apiParts } from '../api-parts.js';
import type { ApiParts } from '../api-parts.js';
import type { WriteHead } from '../desk/index.js';
import { Write } from '../requests/index.js';
import { shownKey } from './issue-key.js';
import { KeyBody, keyRequestOf } from './key.bodies.js';
import { IssueKey, RevokeKey } from './key.commands.js';

/** Who may talk to the desk. A secret is told once, when its key is made. */
@Controller('v1/keys')
@Allow('admin')
export class KeyController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(apiParts) private readonly parts: ApiParts,
  ) {}

  @Get()
  async list() {
    const position = await this.parts.head();
    return { keys: (await this.parts.store.keys.list()).map(shownKey), position };
  }

  @Post()
  issue(@Write() write: WriteHead, @Body() body: KeyBody) {
    return this.commands.execute(new IssueKey(write, keyRequestOf(body)));
  }

  @Delete(':keyId')
  revoke(@Write() write: WriteHead, @Param('keyId') keyId: string) {
    return this.commands.execute(new RevokeKey(write, keyId));
  }
}
