import type { Dated } from '../event/index.js';
import type { CustomerFileEvent } from './customer-file.events.js';
import type { CustomerFile } from './customer-file.js';

/** The file after one more event of its stream. */
export function evolveCustomerFile(file: CustomerFile, event: Dated<CustomerFileEvent>): CustomerFile {
  throw new Error(`${event.type} for ${file.customerId} is being written`);
}
