import type { HandleKind, Likeness } from '#domain';
import type { History } from '#projections/testing';

/** Somebody who wrote: under what name, from what. */
export interface Writer {
  readonly name?: string;
  readonly email?: string;
  readonly whatsapp?: string;
  readonly phone?: string;
}

/** Tells a history of customers by who they are: names, handles, and who is the same person. */
export class Writers {
  constructor(private readonly history: History) {}

  /** A customer who wrote once from each of their handles, which speak for them since. */
  writes(customerId: string, { name = '', ...handles }: Writer): void {
    for (const [kind, handle] of Object.entries(handles) as [HandleKind, string][]) {
      const stream = `handle-${kind} ${handle}`;
      this.history.record('HandleClaimed', { customerId, kind, class: 'personal' }, { stream, parts: { handle } });
      this.says(customerId, name, handle);
    }
  }

  /** A message in a customer's file, whoever sent it. */
  says(customerId: string, name: string, address: string): void {
    const message = { messageId: `m-${this.history.events.length}`, conversationId: `${customerId}.c1` };
    const sender = { name, address, replyTo: '', recipients: [] };
    this.history.record('MessageReceived', message, { stream: `customer-${customerId}`, parts: { sender } });
  }

  /** An agent says that two are the same person; the smaller id first. */
  merge(first: string, second: string): void {
    this.#link('CustomersMerged', first, second);
  }

  unmerge(first: string, second: string): void {
    this.#link('CustomersUnmerged', first, second);
  }

  /** An agent says that two are not the same person, alike in this though they are. */
  dismiss(first: string, second: string, ...likenesses: Likeness[]): void {
    const pair = { firstCustomerId: first, secondCustomerId: second };
    this.history.record('SuggestionDismissed', { ...pair, likenesses }, { stream: `link-${first}-${second}` });
  }

  #link(type: 'CustomersMerged' | 'CustomersUnmerged', firstCustomerId: string, secondCustomerId: string): void {
    const stream = `link-${firstCustomerId}-${secondCustomerId}`;
    this.history.record(type, { firstCustomerId, secondCustomerId }, { stream });
  }
}
