import { linkBetween } from '#domain';

// Names of streams, and the ids in them: these lie on disk.

/** The stream of a customer's file. */
export const fileStream = (customerId: string): string => `customer-${customerId}`;
/** The stream that says for whom a handle speaks, by its keyed digest. */
export const handleStream = (digest: string): string => `handle-${digest}`;
/** The stream that says whether two files are of one person; the same for either order. */
export const linkStream = (one: string, other: string): string => `link-${linkBetween(one, other).join('-')}`;
/** The stream of an inbox: its settings, its quarantine, its notices. */
export const inboxStream = (inbox: string): string => `inbox-${inbox}`;

/** The stream of an agent: who they are, in which teams. */
export const agentStream = (agentId: string): string => `agent-${agentId}`;
/** The stream of a team. */
export const teamStream = (teamId: string): string => `team-${teamId}`;

/** The stream of what people decided about the pages agents work with. */
export const pagesStream = 'pages-desk';

/** Whether it is the stream of a customer's file. */
export const isFileStream = (stream: string): boolean => stream.startsWith('customer-');
/** What follows the kind in a stream's name: the customer of a file, the digest of a handle, the name of an inbox, agent or team. */
export const idIn = (stream: string): string => stream.slice(stream.indexOf('-') + 1);

/** The customer in whose file a ticket or conversation stands: `<customerId>.<ordinal>`, `<customerId>.c<ordinal>`. */
export const customerIn = (id: string): string => id.slice(0, id.lastIndexOf('.'));
