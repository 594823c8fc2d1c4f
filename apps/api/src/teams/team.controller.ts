import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Put, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { TeamNotFound } from '#domain';
import { Allow, textReaders } from '../access/index.js';
import type { WriteHead } from '../desk/index.js';
import { FreshnessParams, PageParams, Team, Teams } from '../pages/index.js';
import { Write } from '../requests/index.js';
import { NewTeamBody, TeamBody } from './team.bodies.js';
import { CreateTeam, DeactivateTeam, JoinTeam, LeaveTeam, ReactivateTeam, RenameTeam } from './team.commands.js';

/** Which agents work together. Admins make teams, supervisors say who is in them. */
@Controller('v1/teams')
@Allow('admin')
export class TeamController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Get()
  @Allow(...textReaders)
  list(@Query() { minPosition, cursor, limit }: PageParams) {
    return this.queries.execute(new Teams(minPosition, { after: cursor, limit }));
  }

  @Get(':teamId')
  @Allow(...textReaders)
  async find(@Param('teamId') teamId: string, @Query() { minPosition }: FreshnessParams) {
    const answer = await this.queries.execute(new Team(minPosition, teamId));
    if (!answer.team) throw new TeamNotFound(teamId);
    return answer;
  }

  @Post()
  create(@Write() write: WriteHead, @Body() { id, name }: NewTeamBody) {
    return this.commands.execute(new CreateTeam(write, { teamId: id, name }));
  }

  @Put(':teamId')
  rename(@Write() write: WriteHead, @Param('teamId') teamId: string, @Body() { name }: TeamBody) {
    return this.commands.execute(new RenameTeam(write, { teamId, name }));
  }

  @Post(':teamId/deactivate')
  @HttpCode(200)
  deactivate(@Write() write: WriteHead, @Param('teamId') teamId: string) {
    return this.commands.execute(new DeactivateTeam(write, { teamId }));
  }

  @Post(':teamId/reactivate')
  @HttpCode(200)
  reactivate(@Write() write: WriteHead, @Param('teamId') teamId: string) {
    return this.commands.execute(new ReactivateTeam(write, { teamId }));
  }

  @Put(':teamId/members/:agentId')
  @Allow('supervisor', 'admin')
  join(@Write() write: WriteHead, @Param('teamId') teamId: string, @Param('agentId') agentId: string) {
    return this.commands.execute(new JoinTeam(write, { agentId, teamId }));
  }

  @Delete(':teamId/members/:agentId')
  @Allow('supervisor', 'admin')
  leave(@Write() write: WriteHead, @Param('teamId') teamId: string, @Param('agentId') agentId: string) {
    return this.commands.execute(new LeaveTeam(write, { agentId, teamId }));
  }
}
