import type { Type } from '@nestjs/common';
import type { IQueryHandler } from '@nestjs/cqrs';
import { answererOf, pageQuestion } from './page-question.js';

export class TimelineOf extends pageQuestion('timelineOf') {}
export class MessageEntry extends pageQuestion('messageEntry') {}
export class TicketCard extends pageQuestion('ticket') {}
export class TicketThen extends pageQuestion('ticketAsOf') {}
export class TicketSpans extends pageQuestion('ticketSpans') {}
export class QueueThen extends pageQuestion('queueAsOf') {}
export class Queue extends pageQuestion('queue') {}
export class Search extends pageQuestion('search') {}
export class Volume extends pageQuestion('volume') {}
export class Quarantine extends pageQuestion('quarantine') {}
export class Workload extends pageQuestion('workload') {}
export class Agents extends pageQuestion('agents') {}
export class Agent extends pageQuestion('agent') {}
export class Teams extends pageQuestion('teams') {}
export class Team extends pageQuestion('team') {}
export class People extends pageQuestion('people') {}

/** A handler for each question. */
export const pageAnswerers: readonly Type<IQueryHandler>[] = [
  answererOf(TimelineOf),
  answererOf(MessageEntry),
  answererOf(TicketCard),
  answererOf(TicketThen),
  answererOf(TicketSpans),
  answererOf(QueueThen),
  answererOf(Queue),
  answererOf(Search),
  answererOf(Volume),
  answererOf(Quarantine),
  answererOf(Workload),
  answererOf(People),
  answererOf(Agents),
  answererOf(Agent),
  answererOf(Teams),
  answererOf(Team),
];
