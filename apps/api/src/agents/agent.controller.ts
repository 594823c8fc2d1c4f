import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { AgentNotFound } from '#domain';
import { Allow, textReaders } from '../access/index.js';
import type { WriteHead } from '../desk/index.js';
import { Agent, Agents, FreshnessParams, PageParams } from '../pages/index.js';
import { Write } from '../requests/index.js';
import { AgentBody, NewAgentBody } from './agent.bodies.js';
import { AddAgent, DeactivateAgent, ReactivateAgent, RenameAgent } from './agent.commands.js';

/** Who answers for the desk. Nobody is ever taken off the list: what they did stays theirs. */
@Controller('v1/agents')
@Allow('admin')
export class AgentController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Get()
  @Allow(...textReaders)
  list(@Query() { minPosition, cursor, limit }: PageParams) {
    return this.queries.execute(new Agents(minPosition, { after: cursor, limit }));
  }

  @Get(':agentId')
  @Allow(...textReaders)
  async find(@Param('agentId') agentId: string, @Query() { minPosition }: FreshnessParams) {
    const answer = await this.queries.execute(new Agent(minPosition, agentId));
    if (!answer.agent) throw new AgentNotFound(agentId);
    return answer;
  }

  @Post()
  add(@Write() write: WriteHead, @Body() { id, name, address = '' }: NewAgentBody) {
    return this.commands.execute(new AddAgent(write, { agentId: id, name, address }));
  }

  @Put(':agentId')
  rename(@Write() write: WriteHead, @Param('agentId') agentId: string, @Body() { name, address = '' }: AgentBody) {
    return this.commands.execute(new RenameAgent(write, { agentId, name, address }));
  }

  @Post(':agentId/deactivate')
  @HttpCode(200)
  deactivate(@Write() write: WriteHead, @Param('agentId') agentId: string) {
    return this.commands.execute(new DeactivateAgent(write, { agentId }));
  }

  @Post(':agentId/reactivate')
  @HttpCode(200)
  reactivate(@Write() write: WriteHead, @Param('agentId') agentId: string) {
    return this.commands.execute(new ReactivateAgent(write, { agentId }));
  }
}
