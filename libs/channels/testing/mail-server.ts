import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

/** What a mail server answers to the recipient of a mail; `undefined` takes it. */
export type Refusal = { readonly code: number; readonly words: string } | undefined;

/** A mail as a mailbox would show it. */
export interface TakenMail {
  readonly from: string;
  readonly to: readonly string[];
  /** All of it, as it came. */
  readonly raw: string;
}

/** A real SMTP server on a free port, with one mailbox for everybody. */
export class MailServer {
  readonly taken: TakenMail[] = [];
  /** What recipients are answered from now on. */
  refusal: Refusal;
  /** What it waits for, from now on, before it says that it has taken a mail. */
  patience: Promise<void> = Promise.resolve();
  private readonly server: SMTPServer;
  private wake: () => void = () => undefined;

  private constructor() {
    this.server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo: (_, __, callback) => callback(this.refused()),
      onData: (stream, { envelope: { mailFrom, rcptTo } }, callback) => {
        const taken = (raw: string) => {
          this.take({ from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address), raw });
          void this.patience.then(() => callback());
        };
        // Whose connection breaks in the middle of a mail has sent none.
        void text(stream).then(taken, () => undefined);
      },
    });
    this.server.on('error', () => undefined);
  }

  static async start(): Promise<MailServer> {
    const mailServer = new MailServer();
    mailServer.server.listen(0, '127.0.0.1');
    await once(mailServer.server.server, 'listening');
    return mailServer;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  /** Resolves when it has taken so many mails in all. */
  async hasTaken(count: number): Promise<readonly TakenMail[]> {
    while (this.taken.length < count) await new Promise<void>((resolve) => (this.wake = resolve));
    return this.taken;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private refused(): Error | null {
    return this.refusal ? Object.assign(new Error(this.refusal.words), { responseCode: this.refusal.code }) : null;
  }

  private take(mail: TakenMail): void {
    this.taken.push(mail);
    this.wake();
  }
}
