import { Body, Controller, Delete, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Allow, deskRoles } from '../access/index.js';
import type { WriteHead } from '../desk/index.js';
import { Write } from '../requests/index.js';
import {
  AssignBody, HandOverBody, NoteBody, PriorityBody, ReleaseBody, ReplyBody, SnoozeBody, SurveyAnswerBody, TagBody,
} from './ticket.bodies.js'; // prettier-ignore
import {
  AddNote, AssignTicket, ClaimTicket, CloseTicket, HandOverTicket, MarkAsSpam, PrioritiseTicket, RecordSurveyAnswer, ReleaseTicket,
  RemoveSpamMark, ReopenTicket, ResolveTicket, SetPending, SnoozeTicket, TagTicket, UntagTicket, WakeTicket, WriteReply,
} from './ticket.commands.js'; // prettier-ignore

/** What people do with a ticket. Every route answers the position at which pages will show it. */
@Controller('v1/tickets/:ticketId')
@Allow(...deskRoles)
export class TicketController {
  constructor(@Inject(CommandBus) private readonly commands: CommandBus) {}

  @Post('claim')
  @HttpCode(200)
  claim(@Write() write: WriteHead, @Param('ticketId') ticketId: string) {
    return this.commands.execute(new ClaimTicket(write, { ticketId, agentId: write.actor.id }));
  }

  @Post('assign')
  @HttpCode(200)
  @Allow('supervisor', 'admin')
  assign(@Write() write: WriteHead, @Param('ticketId') ticketId: string, @Body() { agentId }: AssignBody) {
    return this.commands.execute(new AssignTicket(write, { ticketId, agentId }));
  }

  @Post('release')
  @HttpCode(200)
  release(@Write() write: WriteHead, @Param('ticketId') ticketId: string, @Body() body?: ReleaseBody) {
    return this.commands.execute(new ReleaseTicket(write, { ticketId, agentId: body?.agentId ?? write.actor.id }));
  }

  @Post('hand-over')
  @HttpCode(200)
  handOver(@Write() write: WriteHead, @Param('ticketId') ticketId: string, @Body() { teamId }: HandOverBody) {
    return this.commands.execute(new HandOverTicket(write, { ticketId, teamId }));
  }

  @Post('priority')
  @HttpCode(200)
  prioritise(@Write() write: WriteHead, @Param('ticketId') ticketId: string, @Body() { priority }: PriorityBody) {
    return this.commands.execute(new PrioritiseTicket(write, { ticketId, priority }));
  }

  @Post('tags')
  @HttpCode(200)
  tag(@Write() write: WriteHead, @Param('ticketId') ticketId: string, @Body() { tag }: TagBody) {
    return this.commands.execute(new TagTicket(write, { ticketId, tag }));
  }

  @Delete('tags/:tag')
  untag(@Write() write: WriteHead, @Param('ticketId') ticketId: string, @Param('tag') tag: string) {
    return this.commands.execute(new UntagTicket(write, { ticketId, tag }));
  }

  @Post('survey-answers')
  @HttpCode(200)
  answerSurvey(@Write() write: WriteHead, @Param('ticketId') ticketId: string, @Body() answer: SurveyAnswerBody) {
    return this.commands.execute(new RecordSurveyAnswer(write, { ticketId, ...answer }));
  }

  @Post('pending')
  @HttpCode(200)
  pending(@Write() write: WriteHead, @Param('ticketId') ticketId: string) {
    return this.commands.execute(new SetPending(write, { ticketId }));
  }

  @Post('snooze')
  @HttpCode(200)
  snooze(@Write() write: WriteHead, @Param('ticketId') ticketId: string, @Body() { until }: SnoozeBody) {
    return this.commands.execute(new SnoozeTicket(write, { ticketId, until }));
  }

  @Post('wake')
  @HttpCode(200)
  wake(@Write() write: WriteHead, @Param('ticketId') ticketId: string) {
    return this.commands.execute(new WakeTicket(write, { ticketId }));
  }

  @Post('resolution')
  @HttpCode(200)
  resolve(@Write() write: WriteHead, @Param('ticketId') ticketId: string) {
    return this.commands.execute(new ResolveTicket(write, { ticketId }));
  }

  @Post('reopen')
  @HttpCode(200)
  reopen(@Write() write: WriteHead, @Param('ticketId') ticketId: string) {
    return this.commands.execute(new ReopenTicket(write, { ticketId }));
  }

  @Post('close')
  @HttpCode(200)
  close(@Write() write: WriteHead, @Param('ticketId') ticketId: string) {
    return this.commands.execute(new CloseTicket(write, { ticketId }));
  }

  @Post('spam')
  @HttpCode(200)
  markAsSpam(@Write() write: WriteHead, @Param('ticketId') ticketId: string) {
    return this.commands.execute(new MarkAsSpam(write, { ticketId }));
  }

  @Delete('spam')
  removeSpamMark(@Write() write: WriteHead, @Param('ticketId') ticketId: string) {
    return this.commands.execute(new RemoveSpamMark(write, { ticketId }));
  }

  @Post('replies')
  reply(@Write() write: WriteHead, @Param('ticketId') ticketId: string, @Body() body: ReplyBody) {
    return this.commands.execute(new WriteReply(write, { ticketId, ...body }));
  }

  @Post('notes')
  note(@Write() write: WriteHead, @Param('ticketId') ticketId: string, @Body() { text }: NoteBody) {
    return this.commands.execute(new AddNote(write, { ticketId, text }));
  }
}
