import type { DeskFacts } from '#desk-store';
import type { Clear, InboxConnected } from '#domain';
import { InboxNotFound } from '../door/door.errors.js';
import type { Inbox, InboxDirectory } from './inbox-directory.js';

interface Registered extends Inbox {
  readonly connected: boolean;
}
interface InboxFact {
  readonly type: string;
  readonly clear: Clear;
}

/** The desk fact the register is kept under: a copy of what the inbox streams say, for the next start. */
const factName = 'inboxes';

/** The inboxes in memory, learned from their facts and kept beside the log, so that a start need not read it. */
export class InboxRegister implements InboxDirectory {
  private readonly inboxes = new Map<string, Registered>();

  constructor(private readonly facts: DeskFacts) {}

  async load(): Promise<void> {
    const kept = await this.facts.get(factName);
    const inboxes = kept === undefined ? [] : (JSON.parse(kept) as readonly Registered[]);
    for (const inbox of inboxes) this.inboxes.set(inbox.id, inbox);
  }

  find(id: string): Inbox | undefined {
    const inbox = this.inboxes.get(id);
    return inbox?.connected ? inbox : undefined;
  }

  everKnown(id: string): Inbox {
    const inbox = this.inboxes.get(id);
    if (!inbox) throw new InboxNotFound(id);
    return inbox;
  }

  list(): readonly Inbox[] {
    return [...this.inboxes.values()].filter(({ connected }) => connected);
  }

  /** Takes in facts of the stream `inbox-<id>`; others change nothing. Learning twice changes nothing. */
  async learn(stream: string, facts: readonly InboxFact[]): Promise<void> {
    const id = stream.slice('inbox-'.length);
    for (const { type, clear } of facts) {
      if (type === 'InboxConnected') this.inboxes.set(id, inboxOf(id, clear as unknown as InboxConnected['clear']));
      if (type === 'InboxDisconnected') this.inboxes.set(id, { ...this.known(id), connected: false });
    }
    if (facts.some(({ type }) => type === 'InboxConnected' || type === 'InboxDisconnected')) await this.keep();
  }

  private known(id: string): Registered {
    const inbox = this.inboxes.get(id);
    if (!inbox) throw new InboxNotFound(id);
    return inbox;
  }

  private async keep(): Promise<void> {
    await this.facts.set(factName, JSON.stringify([...this.inboxes.values()]));
  }
}

function inboxOf(
  id: string,
  { ownAddresses = '', secretName, verifyName, ...settings }: InboxConnected['clear'],
): Registered {
  const addresses = [settings.address, ...ownAddresses.split(' ')].filter((address) => address !== '');
  return {
    ...settings,
    id,
    connected: true,
    ownAddresses: addresses.map((address) => address.toLowerCase()),
    ...(secretName === undefined ? {} : { secretName }),
    ...(verifyName === undefined ? {} : { verifyName }),
  };
}
