import { recalled } from '../persistent/index.js';
import type { ReportStatus } from './customer-file.commands.js';
import type { CustomerFileEvent } from './customer-file.events.js';
import type { CustomerFile } from './customer-file.js';

/** What became of a message of ours, as a fact of its own; told twice is told once. */
export function reportStatus(file: CustomerFile, { status, report, reason }: ReportStatus): CustomerFileEvent[] {
  if (recalled(file.done, report.statusId) !== undefined) return [];
  switch (status) {
    case 'sent':
      return [{ type: 'ReplySent', clear: report }];
    case 'delivered':
      return [{ type: 'ReplyDelivered', clear: report }];
    case 'read':
      return [{ type: 'ReplyRead', clear: report }];
    case 'failed':
      return [{ type: 'ReplyFailed', clear: { ...report, reason } }];
  }
}
