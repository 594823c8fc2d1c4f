import { IsIn, Matches } from 'class-validator';
import { presenceStates } from './presence.port.js';

/** What an agent says of himself. */
export class PresenceBody {
  @Matches(/^[\w.-]{1,200}$/) readonly ticketId!: string;
  /** `gone`: no longer there. */
  @IsIn([...presenceStates, 'gone']) readonly state!: (typeof presenceStates)[number] | 'gone';
}
