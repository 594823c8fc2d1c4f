import { recalled } from '../persistent/index.js';
import type { AddNote } from './customer-file.commands.js';
import type { CustomerFileEvent } from './customer-file.events.js';
import { askedTicket } from './customer-file.lookups.js';
import type { CustomerFile } from './customer-file.js';

/** A note may be left on any ticket, whatever became of it. */
export function addNote(file: CustomerFile, command: AddNote): CustomerFileEvent[] {
  const { noteId, ticketId } = command;
  if (recalled(file.done, noteId) !== undefined) return [];
  askedTicket(file, command);
  return [{ type: 'NoteAdded', clear: { noteId, ticketId } }];
}
