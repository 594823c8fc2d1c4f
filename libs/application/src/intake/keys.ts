import { replyMessageId } from '#channels';
import type { Handle, Item } from '#channels';
import type { ReplyStatus } from '#domain';
import type { KeyedDigest } from '#sealing';
import type { Outline } from './reading/outline.js';

/** Digests kept in memory; about a megabyte. */
const mostRemembered = 4_000;

/** Ids and look-up keys of what comes in. All are keyed digests: they say nothing about the person. */
export class IntakeKeys {
  private readonly recent = new Map<string, string>();

  constructor(private readonly keyed: KeyedDigest) {}

  /**
   * One message, call, status or notice, however often and by whichever road it comes: inbox, native id, and a digest
   * of sender and claimed time; where the channel has no native id, the bytes and the place in them.
   */
  item(inbox: string, sha256: string, item: Item | Outline): string {
    if (item.nativeId === undefined) return this.keyed.digest('item', inbox, sha256, item.place);
    return this.keyed.digest('item', inbox, item.nativeId, senderOf(item), item.claimedAt ?? '');
  }

  handle({ kind, value }: Handle): string {
    return this.remembered('handle', kind, value);
  }

  /** A message id on its channel (Message-ID, wamid …); the same for the message, its answers and its statuses. */
  thread(channel: string, nativeId: string): string {
    return this.keyed.digest('thread', channel, nativeId);
  }

  /** A conversation or ticket by the name it has in the system outside that an inbox of history speaks for. */
  outside(inbox: string, name: string): string {
    return this.remembered('outside', inbox, name);
  }

  /** A call, as every record of it names it. */
  call(inbox: string, id: string): string {
    return this.keyed.digest('call', inbox, id);
  }

  ticketNumber(number: number): string {
    return this.keyed.digest('number', String(number));
  }

  /** The token that stands after the plus in a conversation's own address. */
  plusToken(conversationId: string): string {
    return this.remembered('plus', conversationId, '').slice(0, 16);
  }

  plus(token: string): string {
    return this.remembered('plus-token', token.toLowerCase(), '');
  }

  /** What identifies the one conversation of a handle, or of a chat session, on an inbox. */
  conversation(inbox: string, of: string): string {
    return this.remembered('conversation', inbox, of);
  }

  /** A new customer's id, the same at every retry. */
  customer(itemKey: string): string {
    return this.keyed.digest('customer', itemKey).slice(0, 20);
  }

  /** What a command makes: a reply, a note, a transfer; the same at every retry. */
  made(what: 'reply' | 'note' | 'transfer', commandId: string): string {
    return this.keyed.digest(what, commandId);
  }

  /** What the outbox says became of a reply: the same at every retry. */
  outcome(replyId: string, status: ReplyStatus): string {
    return this.keyed.digest('outcome', replyId, status);
  }

  /** An agent's or team's name, and address, as they were given: the same again are known to be the same. */
  named(stream: string, name: string, address = ''): string {
    return this.keyed.digest('named', stream, name, address);
  }

  /** Who asked for what under a command's id, by the SHA-256 of it. */
  request(commandId: string, bodyDigest: string): string {
    return this.keyed.digest('request', commandId, bodyDigest);
  }

  /** The Message-ID a reply will leave under, as its answers will name it. */
  ownReply(messageId: string): string {
    return this.thread('email', replyMessageId(messageId));
  }

  release(envelope: bigint, place: string, parser: string): string {
    return this.keyed.digest('release', String(envelope), place, parser);
  }

  refusal(envelope: bigint, place: string, parser: string): string {
    return this.keyed.digest('refusal', String(envelope), place, parser);
  }

  /** Who wrote just now writes again, in the same conversation; a message's own id is met once. */
  private remembered(kind: string, one: string, other: string): string {
    const name = `${kind}\0${one}\0${other}`;
    const known = this.recent.get(name);
    if (known !== undefined) return known;
    if (this.recent.size >= mostRemembered) this.recent.clear();
    const digest = this.keyed.digest(kind, one, other);
    this.recent.set(name, digest);
    return digest;
  }
}

function senderOf(item: Item | Outline): string {
  switch (item.kind) {
    case 'message':
    case 'call':
    case 'opening':
      return item.handles[0]?.value ?? '';
    case 'change':
    case 'reply':
      return item.by.id;
    case 'status':
      return `${item.status} ${item.recipient?.value ?? ''}`;
    case 'notice':
      return item.notice;
  }
}
