import type { Type } from '@nestjs/common';
import type { IQueryHandler } from '@nestjs/cqrs';
import { answererOf, pageQuestion, writtenQuestion } from './page-question.js';

export class TimelineOf extends writtenQuestion('timelineOf') {}
export class MessageEntry extends pageQuestion('messageEntry') {}
export class TicketCard extends pageQuestion('ticket') {}
export class TicketThen extends pageQuestion('ticketAsOf') {}
export class TicketSpans extends pageQuestion('ticketSpans') {}
export class QueueThen extends writtenQuestion('queueAsOf') {}
export class Queue extends writtenQuestion('queue') {}
export class Search extends writtenQuestion('search') {}
export class Volume extends writtenQuestion('volume') {}
export class Quarantine extends pageQuestion('quarantine') {}
export class Parked extends writtenQuestion('parked') {}
export class ParkedOf extends pageQuestion('parkedStream') {}
export class Workload extends writtenQuestion('workload') {}
export class Agents extends writtenQuestion('agents') {}
export class Agent extends pageQuestion('agent') {}
export class Teams extends writtenQuestion('teams') {}
export class Team extends pageQuestion('team') {}
export class People extends writtenQuestion('people') {}
export class Suggested extends writtenQuestion('suggestions') {}

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
  answererOf(Parked),
  answererOf(ParkedOf),
  answererOf(Workload),
  answererOf(People),
  answererOf(Suggested),
  answererOf(Agents),
  answererOf(Agent),
  answererOf(Teams),
  answererOf(Team),
];
