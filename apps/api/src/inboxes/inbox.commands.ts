import { deskWrite } from '../desk/index.js';

export class ConnectInbox extends deskWrite('ConnectInbox') {}
export class DisconnectInbox extends deskWrite('DisconnectInbox') {}

/** What an admin can ask of an inbox. */
export const inboxCommands = [ConnectInbox, DisconnectInbox] as const;
