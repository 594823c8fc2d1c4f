import type { Clue, CustomerFile, CustomerFileEvent } from '#domain';
import { decideCustomerFile } from '#domain';
import type { Step } from '../recording/recorder.js';
import type { Incoming, Refused } from './arrival.js';
import type { IntakeKeys } from './keys.js';
import { occasionOf } from './occasion.js';
import { plainOf } from './plain-parts.js';
import type { Routed } from './route-items.js';
import type { TicketNumbers } from './ticket-numbers.js';
import { commandOf } from './to-command.js';

/** Decides the items of one file, in order; knows the conversations they open, which the index does not know yet. */
export class FileDecider {
  private readonly opened = new Map<string, string>();

  constructor(
    private readonly keys: IntakeKeys,
    private readonly numbers: TicketNumbers,
    private readonly undecidable: Refused[],
  ) {}

  /** The step of the item at place `at` of this file's batch. */
  step(routed: Routed, at: number): Step<CustomerFile> {
    const decide = (file: CustomerFile): readonly CustomerFileEvent[] => {
      // The first step begins a try: what an earlier try opened may stand elsewhere now.
      if (at === 0) this.opened.clear();
      return this.decide(file, routed);
    };
    return { occasion: occasionOf(routed.incoming), decide, plain: plainOf(routed.incoming.item) };
  }

  private decide(file: CustomerFile, { incoming, clues, leads }: Routed): readonly CustomerFileEvent[] {
    const here = leads.flatMap(({ key, reason }): Clue[] => {
      const conversationId = this.opened.get(key);
      return conversationId === undefined ? [] : [{ conversationId, reason }];
    });
    const number = this.numbers.next();
    try {
      const facts = decideCustomerFile(file, commandOf(incoming, [...clues, ...here], number, this.keys));
      this.remember(facts);
      return facts;
    } catch (fault) {
      this.undecidable.push(asRefused(incoming, fault));
      return [];
    }
  }

  private remember(facts: readonly CustomerFileEvent[]): void {
    for (const { type, clear } of facts) {
      if (type === 'TicketOpened') this.numbers.spend();
      if (type !== 'MessageReceived') continue;
      for (const key of clear.threadKeys) if (!this.opened.has(key)) this.opened.set(key, clear.conversationId);
    }
  }
}

/** One item the rules choke on is set aside with its reason; the others of its envelope and file go on. */
function asRefused({ key, item, arrival }: Incoming, fault: unknown): Refused {
  const detail = fault instanceof Error ? fault.message : String(fault);
  return { key, arrival, refusal: { place: item.place, reason: 'INTAKE.UNDECIDABLE', detail } };
}
