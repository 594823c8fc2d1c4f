import type { Actor, Channel, Instant } from '#domain';
import { channels } from '#domain';
import type { Handle, InboxProfile } from '../item.js';
import { objectOf } from '../json-fields.js';
import type { JsonFields } from '../json-fields.js';
import { instantIn } from '../local-time.js';
import { customerOf } from './customer.js';
import type { PastCustomer } from './customer.js';

/** What is wrong with a line: which field, and what it should be. */
export class FieldWrong extends Error {
  constructor(
    readonly field: string,
    wanted: string,
  ) {
    super(`"${field}" is not ${wanted}`);
  }
}

const longestId = 256;
const longestText = 1_000_000;
/** As the api takes ids of agents and teams. */
const deskId = /^[\w.:@-]{1,200}$/;

/** A line of history, read field by field. Errors of each: `FieldWrong`. */
export class Line {
  constructor(
    private readonly fields: JsonFields,
    private readonly inbox: InboxProfile,
  ) {}

  has(field: string): boolean {
    return this.fields[field] !== undefined;
  }

  /** A name outside: of a conversation, a message, a ticket. */
  id(field: string): string {
    const text = this.fields[field];
    const given = typeof text === 'number' ? String(text) : text;
    if (typeof given !== 'string' || given.trim() === '' || given.length > longestId) {
      throw new FieldWrong(field, `text of 1 to ${longestId} characters`);
    }
    return given;
  }

  text(field: string): string {
    const text = this.fields[field] ?? '';
    if (typeof text !== 'string' || text.length > longestText) {
      throw new FieldWrong(field, `text of at most ${longestText} characters`);
    }
    return text;
  }

  flag(field: string): boolean {
    const flag = this.fields[field] ?? false;
    if (typeof flag !== 'boolean') throw new FieldWrong(field, 'true or false');
    return flag;
  }

  instant(field: string): Instant {
    const text = this.fields[field];
    const instant = typeof text === 'string' ? instantIn(text, this.inbox.timeZone) : undefined;
    if (instant === undefined) throw new FieldWrong(field, 'a time (ISO 8601)');
    return instant;
  }

  choice<Choice extends string>(field: string, choices: readonly Choice[]): Choice {
    const choice = choices.find((each) => each === this.fields[field]);
    if (choice === undefined) throw new FieldWrong(field, `one of ${choices.join(', ')}`);
    return choice;
  }

  channel(): Channel {
    return this.choice('channel', channels);
  }

  /** The id of an agent or a team, as this desk has it. */
  deskId(field: string, text: unknown = this.fields[field]): string {
    if (typeof text !== 'string' || !deskId.test(text)) {
      throw new FieldWrong(field, 'an id (letters of English, digits, and _ . : @ -)');
    }
    return text;
  }

  /** The same, or empty for `null`: nobody. */
  nobodyOr(field: string): string {
    return this.fields[field] === null ? '' : this.deskId(field);
  }

  /** Who wrote: `"customer"`, `{"agent": id}` or `{"bot": id}`. */
  author(): Actor {
    const author = this.fields['author'];
    if (author === 'customer') return pastCustomer;
    const { agent, bot } = objectOf(author) ?? {};
    if (agent !== undefined) return { class: 'agent', id: this.deskId('author.agent', agent) };
    if (bot !== undefined) return { class: 'bot', id: this.deskId('author.bot', bot) };
    throw new FieldWrong('author', '"customer", {"agent": id} or {"bot": id}');
  }

  /** The customer it is about; nobody where the line does not say. */
  customer(): PastCustomer {
    if (!this.has('customer')) return nobody;
    const fields = objectOf(this.fields['customer']);
    const customer = fields && customerOf(fields, this.inbox);
    if (customer === undefined) throw new FieldWrong('customer', 'a customer {"kind", "id", "name"?} that can be told');
    return customer;
  }
}

/** Who asks: the file says which customer. */
export const pastCustomer: Actor = { class: 'customer', id: 'customer' };

const nobody: PastCustomer = { handles: [] as readonly Handle[], name: '' };
