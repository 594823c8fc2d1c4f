import { deskWrite } from '../desk/index.js';

export class ClaimTicket extends deskWrite('ClaimTicket') {}
export class AssignTicket extends deskWrite('AssignTicket') {}
export class ReleaseTicket extends deskWrite('ReleaseTicket') {}
export class HandOverTicket extends deskWrite('HandOverTicket') {}
export class PrioritiseTicket extends deskWrite('PrioritiseTicket') {}
export class TagTicket extends deskWrite('TagTicket') {}
export class UntagTicket extends deskWrite('UntagTicket') {}
export class RecordSurveyAnswer extends deskWrite('RecordSurveyAnswer') {}
export class SetPending extends deskWrite('SetPending') {}
export class SnoozeTicket extends deskWrite('SnoozeTicket') {}
export class WakeTicket extends deskWrite('WakeTicket') {}
export class ResolveTicket extends deskWrite('ResolveTicket') {}
export class ReopenTicket extends deskWrite('ReopenTicket') {}
export class CloseTicket extends deskWrite('CloseTicket') {}
export class MarkAsSpam extends deskWrite('MarkAsSpam') {}
export class RemoveSpamMark extends deskWrite('RemoveSpamMark') {}
export class WriteReply extends deskWrite('WriteReply') {}
export class AddNote extends deskWrite('AddNote') {}

/** Everything an agent can ask of a ticket. */
export const ticketCommands = [
  ClaimTicket, AssignTicket, ReleaseTicket, HandOverTicket, PrioritiseTicket, TagTicket, UntagTicket, RecordSurveyAnswer, SetPending,
  SnoozeTicket, WakeTicket, ResolveTicket, ReopenTicket, CloseTicket, MarkAsSpam, RemoveSpamMark, WriteReply, AddNote,
] as const; // prettier-ignore
