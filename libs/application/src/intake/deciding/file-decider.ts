import type { Clue, CustomerFile, CustomerFileEvent } from '#domain';
import { decideCustomerFile } from '#domain';
import type { Step } from '../../recording/recorder.js';
import type { IntakeKeys } from '../keys.js';
import type { Refused } from '../reading/arrival.js';
import type { Followed, Routed } from '../routing/routing.js';
import { occasionOf } from './occasion.js';
import { setAside } from './set-aside.js';
import { commandOf } from './to-command.js';

/** Decides the items of one file, in order; knows the conversations they open, which the index does not know yet. */
export class FileDecider {
  private readonly opened = new Map<string, string>();
  /** Numbers this file has taken, and how many of them this try has used. */
  private readonly taken: number[] = [];
  private used = 0;

  constructor(
    private readonly keys: IntakeKeys,
    /** Ticket numbers of the batch: at least one for each item. */
    private readonly numbers: number[],
    /** Items the rules choke on, by their keys in the quarantine. */
    private readonly undecidable: Map<string, Refused>,
  ) {}

  /** The step of the item at place `at` of this file's batch. */
  step(routed: Routed, at: number): Step<CustomerFile> {
    const decide = (file: CustomerFile): readonly CustomerFileEvent[] => {
      if (at === 0) this.beginTry();
      return this.decide(file, routed);
    };
    return { occasion: occasionOf(routed.incoming), decide, plain: routed.incoming.plain };
  }

  /** What an earlier try opened may stand elsewhere now, and its numbers were never written. */
  private beginTry(): void {
    this.opened.clear();
    this.used = 0;
  }

  private decide(file: CustomerFile, { incoming, leads }: Routed): readonly CustomerFileEvent[] {
    try {
      const clues = leads.flatMap((lead) => this.clueOf(lead));
      const facts = decideCustomerFile(file, commandOf(incoming, clues, this.nextNumber(), this.keys));
      this.remember(facts);
      return facts;
    } catch (fault) {
      const refused = setAside(incoming, fault, this.keys);
      this.undecidable.set(refused.key, refused);
      return [];
    }
  }

  private clueOf({ key, reason, conversationId = this.opened.get(key) }: Followed): readonly Clue[] {
    return conversationId === undefined ? [] : [{ conversationId, reason }];
  }

  private nextNumber(): number {
    const next = this.taken[this.used] ?? this.numbers[0];
    if (next === undefined) throw new RangeError('fewer ticket numbers were reserved than there are items');
    return next;
  }

  private remember(facts: readonly CustomerFileEvent[]): void {
    for (const { type, clear } of facts) {
      if (type === 'TicketOpened') this.spendNumber();
      if (type === 'TicketOpened' && clear.nativeKey !== undefined) this.lead([clear.nativeKey], clear.conversationId);
      if (type === 'MessageReceived') this.lead(clear.threadKeys, clear.conversationId);
    }
  }

  /** A key keeps leading where it led first, as in the index. */
  private lead(keys: readonly string[], conversationId: string): void {
    for (const key of keys) if (!this.opened.has(key)) this.opened.set(key, conversationId);
  }

  private spendNumber(): void {
    if (this.used === this.taken.length) this.taken.push(...this.numbers.splice(0, 1));
    this.used += 1;
  }
}
