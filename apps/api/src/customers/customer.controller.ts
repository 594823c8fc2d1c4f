import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Allow, deskRoles } from '../access/index.js';
import type { WriteHead } from '../desk/index.js';
import { Write } from '../requests/index.js';
import { DismissalBody, HandleBody, MoveBody, PairBody } from './customer.bodies.js';
import {
  ClaimHandle,
  DismissSuggestion,
  MergeCustomers,
  MoveMessage,
  ReleaseHandle,
  TransferMessage,
  UnmergeCustomers,
} from './customer.commands.js';

/** Who is the same person, and whose handle and message it is. Handles stand in bodies, never in an address. */
@Controller('v1')
@Allow(...deskRoles)
export class CustomerController {
  constructor(@Inject(CommandBus) private readonly commands: CommandBus) {}

  @Post('customers/merge')
  @HttpCode(200)
  merge(@Write() write: WriteHead, @Body() { customerIds }: PairBody) {
    return this.commands.execute(new MergeCustomers(write, { customerIds }));
  }

  @Post('customers/unmerge')
  @HttpCode(200)
  unmerge(@Write() write: WriteHead, @Body() { customerIds }: PairBody) {
    return this.commands.execute(new UnmergeCustomers(write, { customerIds }));
  }

  @Post('customers/dismiss-suggestion')
  @HttpCode(200)
  dismiss(@Write() write: WriteHead, @Body() { customerIds, likenesses }: DismissalBody) {
    return this.commands.execute(new DismissSuggestion(write, { customerIds, likenesses }));
  }

  @Post('customers/:customerId/handles/claim')
  @HttpCode(200)
  claimHandle(@Write() write: WriteHead, @Param('customerId') customerId: string, @Body() body: HandleBody) {
    return this.commands.execute(new ClaimHandle(write, { customerId, handleKind: body.kind, handle: body.handle }));
  }

  @Post('customers/:customerId/handles/release')
  @HttpCode(200)
  releaseHandle(@Write() write: WriteHead, @Param('customerId') customerId: string, @Body() body: HandleBody) {
    return this.commands.execute(new ReleaseHandle(write, { customerId, handleKind: body.kind, handle: body.handle }));
  }

  @Post('messages/:messageId/move')
  @HttpCode(200)
  move(@Write() write: WriteHead, @Param('messageId') messageId: string, @Body() body: MoveBody) {
    const { toCustomerId, ...withinFile } = body;
    if (toCustomerId === undefined) return this.commands.execute(new MoveMessage(write, { messageId, ...withinFile }));
    const { fromConversationId } = body;
    return this.commands.execute(new TransferMessage(write, { messageId, fromConversationId, toCustomerId }));
  }
}
