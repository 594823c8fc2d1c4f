import { DeskAtHand } from './desk-at-hand.js';

/** Who wrote a mail, and by which ids it is known and knows others. */
const naming = /^(?:from|sender|reply-to|message-id|in-reply-to|references):.*(?:\r?\n[ \t].*)*/gim;
const name = /[^\s<>:;,"]+@[^\s<>;,"]+/g;

/**
 * A desk for mails that have nothing to do with each other: what came before changes nothing for who comes then. To start a
 * desk takes longer than all that is done with one mail.
 */
export class DeskOfStrangers {
  readonly #known = new Set<string>();
  #desk: Promise<DeskAtHand> | undefined;

  /** The desk; `undefined` where it knows somebody, or a mail, that this one names. */
  async for(mail: Buffer): Promise<DeskAtHand | undefined> {
    const head = mail
      .toString('latin1')
      .split(/\r?\n\r?\n/, 1)
      .join();
    const named = new Set((head.match(naming) ?? []).join().toLowerCase().match(name));
    if (named.values().some((one) => this.#known.has(one))) return undefined;
    for (const one of named) this.#known.add(one);
    return (this.#desk ??= DeskAtHand.open());
  }

  async close(): Promise<void> {
    await (await this.#desk)?.close();
  }
}
