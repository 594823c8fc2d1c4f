import type { CustomerFileEvent } from '#domain';

const texts = ['my parcel', 'وصلت الفاتورة', 'hello again', 'أين طلبي؟', '', 'refund please', 'شكراً'];
const names = ['Lina Haddad', 'لينا حداد', 'لِينا حدّاد', 'Lina', '', 'Haddad, Lina', 'Sami Khan'];

/** The sealed parts of a fact: what people wrote and are called. */
export function partsFor(fact: CustomerFileEvent, pick: number): Readonly<Record<string, unknown>> {
  const [text = '', name] = [texts[pick % texts.length], names[pick % names.length]];
  const sender = { name, address: 'lina@example.com', replyTo: '', recipients: [] };
  switch (fact.type) {
    case 'MessageReceived':
    case 'MessageTransferredIn':
      return { sender, content: { subject: text.slice(0, 5), text, newText: text, html: '', attachments: [] } };
    case 'CallLogged':
      return { sender };
    case 'TicketOpened':
      return fact.clear.channel === undefined ? {} : { sender, content: { subject: text.slice(0, 5), text } };
    case 'ReplyWritten':
      return { content: { text, html: '' } };
    case 'NoteAdded':
      return { content: { text } };
    case 'ReplyFailed':
      return { detail: `refused: ${text}` };
    default:
      return {};
  }
}
