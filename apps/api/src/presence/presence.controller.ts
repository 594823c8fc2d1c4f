import { Body, Controller, Inject, Put, Req } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Allow, deskRoles } from '../access/index.js';
import { apiParts } from '../api-parts.js';
import type { ApiParts } from '../api-parts.js';
import { actorOf } from '../requests/index.js';
import { PresenceBody } from './presence.body.js';
import { Presence } from './presence.js';
import type { Present } from './presence.port.js';

/** How often those are forgotten who said nothing any more, in milliseconds. */
const sweepEvery = 5_000;

/** What he is told: who else is there, and whether one of them is writing just now. */
export interface Company {
  readonly others: readonly Present[];
  readonly collision: boolean;
}

/** Who looks at which ticket. */
@Controller('v1/presence')
@Allow(...deskRoles)
export class PresenceController implements OnApplicationShutdown {
  private readonly sweeping: NodeJS.Timeout;

  constructor(
    @Inject(apiParts) private readonly parts: ApiParts,
    @Inject(Presence) private readonly presence: Presence,
  ) {
    this.sweeping = setInterval(() => presence.sweep(), sweepEvery).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.sweeping);
  }

  @Put()
  put(@Body() { ticketId, state }: PresenceBody, @Req() request: FastifyRequest): Company {
    const { id: agentId } = actorOf(request.key);
    if (state === 'gone') this.presence.leave(ticketId, agentId);
    else this.presence.enter(ticketId, agentId, state, this.parts.clock.now());
    const others = this.presence.on(ticketId).filter((present) => present.agentId !== agentId);
    return { others, collision: others.some((other) => other.state === 'typing') };
  }
}
