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

  async compose(written: Written, { heard, conversationKey }: ReplyStory, inbox: Inbox): Promise<Composed> {
    const content = await this.open<ReplyPart>(written, 'content');
    if (!content) return impossible('OUTBOX.ERASED');
    const answered = await this.answeredBy(written, heard, inbox);
    if (!answered) return impossible('OUTBOX.NO_RECIPIENT');
    const { messageId: replyId, conversationId, language } = written.clear;
    const reply = {
      ...{ replyId, language, answered, ...content },
      writtenAt: written.occurredAt,
      heardAt: latest(heard.filter(({ clear }) => clear.inbox === inbox.id)),
      plusToken: this.keys.plusToken(conversationId),
      session: conversationKey,
    };
    return { kind: 'ready', reply };
  }

  /**
   * The message it names, else the latest: of those that a person wrote who can be answered. Machines, addresses that
   * nobody reads and our own are passed over, or mails would go round for ever.
   */
  private async answeredBy({ clear: { answers } }: Written, heard: readonly Heard[], inbox: Inbox) {
    const people = heard.filter(({ clear }) => clear.automatic === 'no' && clear.handleClass !== 'none');
    const named = people.filter(({ clear }) => clear.messageId === answers);
    for (const message of [...people.filter((one) => !named.includes(one)), ...named].reverse()) {
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

const latest = (heard: readonly Heard[]) =>
  heard.reduce((last, { occurredAt }) => (occurredAt > last ? occurredAt : last), '1970-01-01T00:00:00.000Z');
