import { textDirection } from '#domain';
import type { OutgoingReply, Sender, SenderMeans, SendingInbox, SendOutcome } from '../sender.js';

const day = 86_400;

/**
 * Pushes replies to the visitor's open windows. A reply has arrived when a window says so; until then it waits for the
 * visitor to come back, and comes again under the same id.
 */
export class ChatSender implements Sender {
  readonly patienceSeconds = 30 * day;

  constructor(private readonly means: Pick<SenderMeans, 'push'>) {}

  async send({ replyId, text, html, writtenAt, session }: OutgoingReply, _: SendingInbox): Promise<SendOutcome> {
    const push = { session, id: replyId, text, html, dir: textDirection(text), at: writtenAt };
    switch (await this.means.push(push)) {
      case 'acknowledged':
        return { kind: 'delivered' };
      case 'silent':
        return { kind: 'away', awaits: session, reason: 'CHAT.NOT_ACKNOWLEDGED' };
      case 'away':
        return { kind: 'away', awaits: session, reason: 'CHAT.VISITOR_AWAY' };
    }
  }

  close(): void {
    // The windows are the server's.
  }
}
