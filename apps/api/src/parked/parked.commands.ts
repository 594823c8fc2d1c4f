import { deskWrite } from '../desk/index.js';

export class RetryParked extends deskWrite('RetryParked') {}
export class DropParked extends deskWrite('DropParked') {}

/** What people decide about events that could not be copied. */
export const parkedCommands = [RetryParked, DropParked] as const;
