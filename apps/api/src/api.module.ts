import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { KeyRing, RolesGuard } from './access/index.js';
import { agentCommands } from './agents/index.js';
import { apiParts } from './api-parts.js';
import type { ApiParts } from './api-parts.js';
import { controllers } from './controllers.js';
import { customerCommands } from './customers/index.js';
import { handlerOf, Once } from './desk/index.js';
import { inboxCommands } from './inboxes/index.js';
import { IssueKeyHandler, RevokeKeyHandler } from './keys/index.js';
import { LiveDesk } from './live/index.js';
import { LongAnswers } from './long-answers/index.js';
import { DeskMetrics } from './metrics/index.js';
import { pageAnswerers } from './pages/index.js';
import { parkedCommands } from './parked/index.js';
import { Presence } from './presence/index.js';
import { ProblemFilter } from './problems/problem.filter.js';
import { RetryEnvelopeHandler } from './quarantine/index.js';
import { requestValidation } from './requests/index.js';
import { teamCommands } from './teams/index.js';
import { ticketCommands } from './tickets/index.js';
import { AskAboutWebhookHandler } from './webhooks/index.js';

const deskHandlers = [
  ...ticketCommands,
  ...customerCommands,
  ...inboxCommands,
  ...agentCommands,
  ...teamCommands,
  ...parkedCommands,
].map(handlerOf);

/** Everything under /v1 that people and programs ask of the desk; the door stands beside it. */
@Module({})
export class ApiModule {
  static for(
    parts: ApiParts,
    keys: KeyRing,
    metrics: DeskMetrics,
    answers: LongAnswers,
    live: LiveDesk,
  ): DynamicModule {
    return {
      module: ApiModule,
      imports: [CqrsModule.forRoot()],
      controllers: [...controllers],
      providers: [
        { provide: apiParts, useValue: parts },
        { provide: KeyRing, useValue: keys },
        { provide: Once, useValue: new Once(parts.store.results, parts.clock) },
        { provide: DeskMetrics, useValue: metrics },
        { provide: LongAnswers, useValue: answers },
        { provide: LiveDesk, useValue: live },
        { provide: Presence, useValue: new Presence(parts.ticks ?? (() => performance.now()), parts.otherDoors) },
        { provide: APP_GUARD, useClass: RolesGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useValue: requestValidation },
        ...deskHandlers,
        ...pageAnswerers,
        IssueKeyHandler,
        RevokeKeyHandler,
        RetryEnvelopeHandler,
        AskAboutWebhookHandler,
      ],
    };
  }
}
