import { deskWrite } from '../desk/index.js';

export class MergeCustomers extends deskWrite('MergeCustomers') {}
export class UnmergeCustomers extends deskWrite('UnmergeCustomers') {}
export class DismissSuggestion extends deskWrite('DismissSuggestion') {}
export class ClaimHandle extends deskWrite('ClaimHandle') {}
export class ReleaseHandle extends deskWrite('ReleaseHandle') {}
export class MoveMessage extends deskWrite('MoveMessage') {}
export class TransferMessage extends deskWrite('TransferMessage') {}

/** Whose handle, whose message, who is the same person. */
export const customerCommands = [
  MergeCustomers, UnmergeCustomers, DismissSuggestion, ClaimHandle, ReleaseHandle, MoveMessage, TransferMessage,
] as const; // prettier-ignore
