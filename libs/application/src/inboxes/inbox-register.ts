import type { DeskFacts } from '#desk-store';
import type { InboxState } from '#domain';
import { InboxNotFound } from '../door/door.errors.js';
import type { Inbox, InboxDirectory } from './inbox-directory.js';

interface Registered extends Inbox {
  readonly connected: boolean;
}

/** The desk fact the register is kept under: a copy of what the inbox streams say, for the next start. */
const factName = 'inboxes';

/** The inboxes in memory, learned from their streams and kept beside the log, so that a start need not read it. */
export class InboxRegister implements InboxDirectory {
  private readonly inboxes = new Map<string, Registered>();

  constructor(private readonly facts: DeskFacts) {}

  /** Takes in what was kept. */
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

  /** Takes in an inbox as its stream has it now; durable when it resolves. One that never was connected is none. */
  async learn(id: string, { settings, connected }: InboxState): Promise<void> {
    if (!settings) return;
    const before = JSON.stringify(this.inboxes.get(id));
    const inbox = registered(id, settings, connected);
    this.inboxes.set(id, inbox);
    if (JSON.stringify(inbox) !== before) await this.facts.set(factName, JSON.stringify([...this.inboxes.values()]));
  }
}

function registered(id: string, settings: NonNullable<InboxState['settings']>, connected: boolean): Registered {
  const { ownAddresses = '', secretName, verifyName, ...others } = settings;
  const addresses = [settings.address, ...ownAddresses.split(' ')].filter((address) => address !== '');
  return {
    ...others,
    id,
    connected,
    ownAddresses: addresses.map((address) => address.toLowerCase()),
    ...(secretName === undefined ? {} : { secretName }),
    ...(verifyName === undefined ? {} : { verifyName }),
  };
}
