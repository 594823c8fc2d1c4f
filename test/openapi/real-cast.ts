import { cast } from '../../apps/api/src/docs/index.js';
import type { CastName } from '../../apps/api/src/docs/index.js';
import type { Answered, QueueAnswer, QueuedTicket, Timeline } from '#queries';
import type { ExampleDesk } from './example-desk.js';

type Real = Partial<Record<CastName, string>>;

/** Customers made at the beginning: one for each example that changes something, and one for all that do not. */
const customers = 160;

const mail = (word: string) =>
  `From: Lina Haddad <${word}@example.com>\r\nTo: help@desk.example\r\nMessage-ID: <${word}@example.com>\r\n` +
  `Subject: My parcel\r\nDate: Sun, 01 Mar 2026 08:00:00 +0000\r\n` +
  `MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n` +
  `Content-Type: text/html; charset=utf-8\r\n\r\n<p>Where is my parcel?</p>\r\n--b\r\n` +
  `Content-Type: text/plain\r\nContent-Disposition: attachment; filename=invoice.txt\r\n\r\n` +
  `Thank you for waiting\r\n--b--\r\n`;

/** What this desk has in the place of those an example names. */
export class RealCast {
  private constructor(
    private readonly desk: ExampleDesk,
    private readonly unused: QueuedTicket[],
    private readonly usual: QueuedTicket,
  ) {}

  static async on(desk: ExampleDesk): Promise<RealCast> {
    await desk.push(Array.from({ length: customers }, (_, turn) => mail(`customer-${turn}`)));
    const { tickets } = await desk.read<Answered<QueueAnswer>>('/v1/queue?limit=200');
    const [usual, ...unused] = tickets;
    if (usual === undefined) throw new TypeError('no mail became a ticket');
    return new RealCast(desk, unused, usual);
  }

  /** Puts what is real into a request, wherever it names one of the cast: customers of its own, if it changes them. */
  async put<Request>(request: Request, changes: boolean): Promise<Request> {
    const named = JSON.stringify(request);
    const real = await this.realOf((name) => named.includes(cast[name]), changes);
    // The longest first: a ticket's id begins with its customer's.
    const names = (Object.keys(real) as CastName[]).sort((one, other) => cast[other].length - cast[one].length);
    const filled = names.reduce((text, name) => text.replaceAll(cast[name], real[name] ?? ''), named);
    return JSON.parse(filled) as Request;
  }

  private async realOf(isNamed: (name: CastName) => boolean, changes: boolean): Promise<Real> {
    const { customerId, ticketId, conversationId } = changes ? this.another() : this.usual;
    return {
      ...{ customerId, ticketId, conversationId },
      ...(isNamed('messageId') ? await this.messageOf(customerId) : {}),
      ...(isNamed('otherCustomerId') ? { otherCustomerId: this.another().customerId } : {}),
      ...(isNamed('keyId') ? await this.spareKey() : {}),
      ...(isNamed('envelope') ? await this.quarantined() : {}),
    };
  }

  private another(): QueuedTicket {
    const ticket = this.unused.pop();
    if (ticket === undefined) throw new TypeError('more examples than customers');
    return ticket;
  }

  private async messageOf(customerId: string): Promise<Real> {
    const { entries } = await this.desk.read<Timeline>(`/v1/customers/${customerId}/timeline?limit=50`);
    return { messageId: entries.find(({ kind }) => kind === 'message')?.id ?? '' };
  }

  private async spareKey(): Promise<Real> {
    const { id } = await this.desk.write<{ id: string }>('POST', '/v1/keys', { role: 'agent', label: 'spare' });
    return { keyId: id };
  }

  private async quarantined(): Promise<Real> {
    await this.desk.push(['']);
    const { refused } = await this.desk.read<{ refused: { envelope: string }[] }>('/v1/quarantine?limit=1');
    return { envelope: refused[0]?.envelope ?? '' };
  }
}
