import type { KeptState, KeptStates } from '#desk-store';
import type { InboxState } from '#domain';
import { InboxNotFound } from '../door/door.errors.js';
import type { Inbox, InboxDirectory } from './inbox-directory.js';

/** As it is kept, in JSON. */
interface Registered extends Inbox {
  readonly connected: boolean;
}

interface Known {
  readonly inbox: Registered;
  /** Version of its stream. */
  readonly version: number;
}

/**
 * The inboxes in memory, learned from their streams and kept beside the log, so that a start need not read it. Each thread
 * and process has a register of its own; what one of them learned the others have after `refresh`.
 */
export class InboxRegister implements InboxDirectory {
  private readonly inboxes = new Map<string, Known>();
  /** Up to which change of what is kept this register knows everything. */
  private mark = 0;

  constructor(private readonly kept: KeptStates) {}

  /** Takes in all that was kept. */
  load(): Promise<void> {
    return this.takeIn(0);
  }

  /** Takes in what was kept since, by whomever. Cheap, and mostly nothing: ask before settings must be the latest. */
  refresh(): Promise<void> {
    return this.takeIn(this.mark);
  }

  find(id: string): Inbox | undefined {
    const inbox = this.inboxes.get(id)?.inbox;
    return inbox?.connected ? inbox : undefined;
  }

  everKnown(id: string): Inbox {
    const inbox = this.inboxes.get(id)?.inbox;
    if (!inbox) throw new InboxNotFound(id);
    return inbox;
  }

  list(): readonly Inbox[] {
    return [...this.inboxes.values()].map(({ inbox }) => inbox).filter(({ connected }) => connected);
  }

  /**
   * Takes in an inbox as its stream has it at a version; durable, and known to all who ask, when it resolves. What
   * another one learned at a later version stays. An inbox that never was connected is none.
   */
  async learn(id: string, { settings, connected }: InboxState, version: number): Promise<void> {
    if (!settings || version <= (this.inboxes.get(id)?.version ?? 0)) return;
    await this.kept.keep({ id, version, text: JSON.stringify(registered(id, settings, connected)) });
    await this.refresh();
  }

  private async takeIn(since: number): Promise<void> {
    const { states, mark } = await this.kept.changedSince(since);
    for (const state of states) this.replace(state);
    this.mark = Math.max(this.mark, mark);
  }

  /** An answer that was overtaken by a later one does not turn the clock back. */
  private replace({ id, version, text }: KeptState): void {
    if (version < (this.inboxes.get(id)?.version ?? 0)) return;
    this.inboxes.set(id, { inbox: JSON.parse(text) as Registered, version });
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
