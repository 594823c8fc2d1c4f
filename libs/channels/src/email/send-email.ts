import { createTransport } from 'nodemailer';
import type { Transporter } from 'nodemailer';
import { notSetUp } from '../sender.js';
import type { OutgoingReply, Sender, SenderMeans, SendingInbox, SendOutcome } from '../sender.js';
import { composeEmail } from './compose-email.js';
import { smtpOutcome } from './smtp-outcome.js';

const hour = 3600;
/** Milliseconds a mail server may take to say its next word. */
const patienceMs = 30_000;
/** Connections to one mail server at once. */
const mostConnections = 4;

/** Sends replies as mail, by the SMTP server whose URL stands in the inbox's variable; connections are kept and shared. */
export class EmailSender implements Sender {
  readonly patienceSeconds = 72 * hour;
  private readonly transports = new Map<string, Transporter>();

  constructor(private readonly means: Pick<SenderMeans, 'secret'>) {}

  async send(reply: OutgoingReply, inbox: SendingInbox): Promise<SendOutcome> {
    const { sendSecretName } = inbox;
    const url = sendSecretName === undefined ? undefined : this.means.secret(sendSecretName);
    if (!url) return notSetUp;
    try {
      await this.transportTo(url).sendMail(composeEmail(reply, inbox));
      return { kind: 'sent' };
    } catch (fault) {
      return smtpOutcome(fault);
    }
  }

  close(): void {
    for (const transport of this.transports.values()) transport.close();
  }

  private transportTo(url: string): Transporter {
    const known = this.transports.get(url);
    if (known) return known;
    const timeouts = { connectionTimeout: patienceMs, greetingTimeout: patienceMs, socketTimeout: patienceMs };
    const transport = createTransport({ url, pool: true, maxConnections: mostConnections, ...timeouts });
    this.transports.set(url, transport);
    return transport;
  }
}
