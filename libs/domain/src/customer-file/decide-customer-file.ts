import type { CustomerFileCommand } from './customer-file.commands.js';
import type { CustomerFileEvent } from './customer-file.events.js';
import type { CustomerFile } from './customer-file.js';

/** What follows from a command; an empty list means it is so already. */
export function decideCustomerFile(file: CustomerFile, command: CustomerFileCommand): CustomerFileEvent[] {
  throw new Error(`${command.kind} for ${file.customerId} is being written`);
}
