import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';

const endOfHead = Buffer.from('\r\n\r\n');

/** One HTTP/1.1 connection with one request under way: as little of a client as can be, so that the server is what is measured. */
export class KeptAlive {
  private received: Buffer = Buffer.alloc(0);
  private answered: ((status: number) => void) | undefined;
  private failed: ((fault: Error) => void) | undefined;

  private constructor(private readonly socket: Socket) {
    socket.on('data', (bytes: Buffer) => this.receive(bytes));
    socket.on('error', (fault) => this.failed?.(fault));
    socket.on('close', () => this.failed?.(new Error('the server closed the connection')));
  }

  static async open(port: number): Promise<KeptAlive> {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    await once(socket, 'connect');
    return new KeptAlive(socket);
  }

  /** Sends a whole request; answers the status once all of the answer came. */
  ask(request: Buffer): Promise<number> {
    return new Promise((resolve, reject) => {
      this.answered = resolve;
      this.failed = reject;
      this.socket.write(request);
    });
  }

  close(): void {
    this.failed = undefined;
    this.socket.destroy();
  }

  private receive(bytes: Buffer): void {
    this.received = this.received.length === 0 ? bytes : Buffer.concat([this.received, bytes]);
    const head = this.received.indexOf(endOfHead);
    if (head === -1) return;
    const text = this.received.toString('latin1', 0, head);
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1] ?? 0);
    if (this.received.length < head + endOfHead.length + length) return;
    this.received = Buffer.alloc(0);
    this.answered?.(Number(text.slice(9, 12)));
  }
}
