import { Controller, Get, Inject, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import type { TimelineEntry } from '#queries';
import { Allow, textReaders } from '../access/index.js';
import { apiParts } from '../api-parts.js';
import type { ApiParts } from '../api-parts.js';
import { MessageEntry } from '../pages/index.js';
import { downloadHeaders, downloadType } from './download.js';
import { AttachmentNotFound, MessageNotThere } from './message.errors.js';
import { MessageParams } from './message.params.js';

/** One message whole, and what came with it. */
@Controller('v1/messages/:messageId')
@Allow(...textReaders)
export class MessageController {
  constructor(
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(apiParts) private readonly parts: ApiParts,
  ) {}

  @Get()
  async message(@Param('messageId') messageId: string, @Query() params: MessageParams) {
    const { position, entry } = await this.entryOf(messageId, params);
    const base = `/v1/messages/${encodeURIComponent(messageId)}?customerId=${encodeURIComponent(params.customerId)}`;
    const opened = entry.erased ? undefined : await this.parts.messages.open(entry.position, base);
    return { position, message: { ...entry, ...(opened && { opened }) } };
  }

  @Get('attachments/:n')
  async attachment(
    @Param('messageId') messageId: string,
    @Param('n') n: string,
    @Query() params: MessageParams,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    if (!/^[1-9]\d{0,3}$/.test(n)) throw new AttachmentNotFound();
    const { entry } = await this.entryOf(messageId, params);
    const { name, contentType, bytes } = await this.parts.messages.attachment(entry.position, Number(n));
    void reply.headers(downloadHeaders(name, Number(n)));
    return new StreamableFile(bytes, { type: downloadType(contentType), length: bytes.byteLength });
  }

  private async entryOf(
    messageId: string,
    { customerId, minPosition }: MessageParams,
  ): Promise<{ readonly position: bigint; readonly entry: TimelineEntry }> {
    const { position, entry } = await this.queries.execute(new MessageEntry(minPosition, customerId, messageId));
    if (entry === undefined) throw new MessageNotThere(messageId);
    return { position, entry };
  }
}
