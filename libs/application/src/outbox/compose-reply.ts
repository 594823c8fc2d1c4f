import type { OutgoingReply } from '#channels';
import type { MessagePart, ReplyPart, Sealer, SenderPart } from '#sealing';
import type { Inbox } from '../inboxes/inbox-directory.js';
import type { IntakeKeys } from '../intake/keys.js';
import type { Heard, ReplyStory, Written } from './reply-story.js';

/** A reply as its sender takes it, or why it can go to nobody: a stable code. */
export type Composed =
  { readonly kind: 'ready'; readonly reply: OutgoingReply } | { readonly kind: 'impossible'; readonly reason: string };

/** Opens what a reply needs to leave: its text, and where the message it answers wants answers to go. */
export class ReplyComposer {
  constructor(
    private readonly sealer: Pick<Sealer, 'openMany'>,
    private readonly keys: IntakeKeys,
  ) {}

  async compose(written: Written, story: ReplyStory, inbox: Inbox): Promise<Composed> {
    const content = await this.open<ReplyPart>(written, 'content');
    if (!content) return impossible('OUTBOX.ERASED');
    const answered = await this.answeredBy(story.answerable, inbox);
    if (!answered) return impossible('OUTBOX.NO_RECIPIENT');
    const { messageId: replyId, conversationId, language } = written.clear;
    const reply = {
      ...{ replyId, language, answered, ...content },
      writtenAt: written.occurredAt,
      heardAt: story.heardAt ?? neverHeard,
      plusToken: this.keys.plusToken(conversationId),
      session: story.conversationKey,
    };
    return { kind: 'ready', reply };
  }

  /** The first that says where answers go. Addresses of our own are passed over, or mails would go round for ever. */
  private async answeredBy(answerable: AsyncIterable<Heard>, inbox: Inbox) {
    for await (const message of answerable) {
      const sender = await this.open<SenderPart>(message, 'sender');
      const to = sender?.replyTo || sender?.address || '';
      if (to === '' || inbox.ownAddresses.includes(to.toLowerCase())) continue;
      const said = await this.open<MessagePart>(message, 'content');
      return {
        ...{ to, name: sender?.name ?? '', subject: said?.subject ?? '', references: said?.references ?? [] },
        ...(said?.nativeId !== undefined && { nativeId: said.nativeId }),
      };
    }
    return undefined;
  }

  /** A part as it was sealed; `undefined` where there is none, or its key was destroyed. */
  private async open<Part>({ sealed }: Written | Heard, name: string): Promise<Part | undefined> {
    const part = sealed[name];
    if (!part) return undefined;
    const [plain] = await this.sealer.openMany([{ name, part }]);
    return plain && (JSON.parse(plain.toString('utf8')) as Part);
  }
}

const impossible = (reason: string): Composed => ({ kind: 'impossible', reason });

const neverHeard = '1970-01-01T00:00:00.000Z';
