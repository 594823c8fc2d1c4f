import type { HandleKind, InboxConnected, Instant, Likeness, Priority } from '#domain';

/** What people and other systems may ask of the desk. Ids and times come beside it. */
export type DeskCommand =
  | {
      readonly kind: 'ClaimTicket' | 'AssignTicket' | 'ReleaseTicket';
      readonly ticketId: string;
      readonly agentId: string;
    }
  | { readonly kind: 'HandOverTicket'; readonly ticketId: string; readonly teamId: string }
  | { readonly kind: 'PrioritiseTicket'; readonly ticketId: string; readonly priority: Priority }
  | { readonly kind: 'TagTicket' | 'UntagTicket'; readonly ticketId: string; readonly tag: string }
  | {
      readonly kind: 'RecordSurveyAnswer';
      readonly ticketId: string;
      readonly solved: boolean;
      readonly rating?: number;
      readonly scale?: number;
    }
  | { readonly kind: 'SnoozeTicket'; readonly ticketId: string; readonly until: Instant }
  | { readonly kind: PlainTicketCommandKind; readonly ticketId: string }
  | {
      readonly kind: 'WriteReply';
      readonly ticketId: string;
      readonly text: string;
      readonly html?: string;
      readonly answers?: string;
      readonly then?: 'pending' | 'resolved';
    }
  | { readonly kind: 'AddNote'; readonly ticketId: string; readonly text: string }
  | {
      readonly kind: 'MoveMessage';
      readonly messageId: string;
      readonly fromConversationId: string;
      readonly toConversationId?: string;
    }
  | {
      readonly kind: 'TransferMessage';
      readonly messageId: string;
      readonly fromConversationId: string;
      readonly toCustomerId: string;
    }
  | { readonly kind: 'MergeCustomers' | 'UnmergeCustomers'; readonly customerIds: readonly [string, string] }
  | {
      readonly kind: 'DismissSuggestion';
      readonly customerIds: readonly [string, string];
      readonly likenesses: readonly Likeness[];
    }
  | {
      readonly kind: 'ClaimHandle' | 'ReleaseHandle';
      readonly customerId: string;
      readonly handleKind: HandleKind;
      readonly handle: string;
    }
  | { readonly kind: 'ConnectInbox'; readonly inbox: string; readonly settings: InboxConnected['clear'] }
  | { readonly kind: 'DisconnectInbox'; readonly inbox: string }
  | {
      readonly kind: 'AddAgent' | 'RenameAgent';
      readonly agentId: string;
      readonly name: string;
      readonly address: string;
    }
  | { readonly kind: 'DeactivateAgent' | 'ReactivateAgent'; readonly agentId: string }
  | { readonly kind: 'JoinTeam' | 'LeaveTeam'; readonly agentId: string; readonly teamId: string }
  | { readonly kind: 'CreateTeam' | 'RenameTeam'; readonly teamId: string; readonly name: string }
  | { readonly kind: 'DeactivateTeam' | 'ReactivateTeam'; readonly teamId: string }
  | { readonly kind: 'RetryParked'; readonly stream: string }
  | { readonly kind: 'DropParked'; readonly stream: string; readonly version: number };

type PlainTicketCommandKind =
  'SetPending' | 'WakeTicket' | 'ResolveTicket' | 'ReopenTicket' | 'CloseTicket' | 'MarkAsSpam' | 'RemoveSpamMark';

export type DeskCommandOf<Kind extends DeskCommand['kind']> = Extract<DeskCommand, { kind: Kind }>;

/** The first answer to a command; a repeat gets the same. */
export interface CommandAnswer {
  readonly commandId: string;
  /** Types of the facts it brought about; empty when it was so already. */
  readonly facts: readonly string[];
  /** Position of the last of them, or of the log when there was nothing to say, in digits. */
  readonly position: string;
  /** What it made, where it made something: a reply's, note's or ticket's id. */
  readonly made?: string;
}
