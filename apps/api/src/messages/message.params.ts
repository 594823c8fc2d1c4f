import { Matches } from 'class-validator';
import { FreshnessParams } from '../pages/index.js';

/** Which file a message stands in: messages are found by their file. */
export class MessageParams extends FreshnessParams {
  /** As its entry in the timeline says. */
  @Matches(/^[\w.:@-]{1,200}$/) readonly customerId!: string;
}
