import type { Instant } from '#domain';
import { listOf, objectOf, readJson, textOf } from '../../json-fields.js';
import { notSetUp } from '../../sender.js';
import type { OutgoingReply, Sender, SenderMeans, SendingInbox, SendOutcome } from '../../sender.js';
import { whatsappRefusal } from './refusal.js';

const hour = 3600;
/** After a customer's message free text may be sent for so long; after that only templates. */
const windowSeconds = 24 * hour;
/** Letters of a text message. */
const longestText = 4096;
const usualUrl = 'https://graph.facebook.com/v23.0';
const patienceMs = 30_000;

/** Sends replies by the Cloud API: `POST <sendUrl>/<phone number id>/messages`, with the token of the inbox's variable. */
export class WhatsAppSender implements Sender {
  readonly patienceSeconds = windowSeconds;

  constructor(private readonly means: Pick<SenderMeans, 'secret'>) {}

  async send(reply: OutgoingReply, inbox: SendingInbox, now: Instant): Promise<SendOutcome> {
    const { sendSecretName } = inbox;
    const token = sendSecretName === undefined ? undefined : this.means.secret(sendSecretName);
    if (!token) return notSetUp;
    if (Date.parse(now) - Date.parse(reply.heardAt) >= windowSeconds * 1000) return failed('WHATSAPP.WINDOW_CLOSED');
    if (reply.text.length > longestText) return failed('WHATSAPP.TEXT_TOO_LONG');
    try {
      return await outcomeOf(await post(reply, inbox, token));
    } catch (fault) {
      return { kind: 'later', reason: 'WHATSAPP.UNREACHABLE', maybeSent: !neverConnected(fault) };
    }
  }

  close(): void {
    // Node keeps the connections.
  }
}

const failed = (reason: string): SendOutcome => ({ kind: 'failed', reason });

function post(reply: OutgoingReply, { sendUrl = usualUrl, address }: SendingInbox, token: string): Promise<Response> {
  const url = `${sendUrl.replace(/\/+$/, '')}/${encodeURIComponent(address)}/messages`;
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const signal = AbortSignal.timeout(patienceMs);
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(messageOf(reply)), signal });
}

const messageOf = ({ replyId, text, answered: { to, nativeId } }: OutgoingReply) => ({
  messaging_product: 'whatsapp',
  recipient_type: 'individual',
  to,
  type: 'text',
  text: { preview_url: false, body: text },
  ...(nativeId !== undefined && { context: { message_id: nativeId } }),
  biz_opaque_callback_data: replyId,
});

async function outcomeOf(response: Response): Promise<SendOutcome> {
  const said = objectOf(readJson(Buffer.from(await response.arrayBuffer()))?.value);
  if (!response.ok) return whatsappRefusal(response.status, said, response.headers.get('retry-after'));
  const nativeId = textOf(objectOf(listOf(said?.['messages'])?.[0])?.['id']);
  return nativeId === '' ? { kind: 'sent' } : { kind: 'sent', nativeId };
}

/** Nobody listened: what was to be sent surely stayed here. */
function neverConnected(fault: unknown): boolean {
  const cause = (fault as { readonly cause?: { readonly syscall?: unknown; readonly code?: unknown } }).cause;
  return cause?.syscall === 'connect' || cause?.syscall === 'getaddrinfo' || cause?.code === 'UND_ERR_CONNECT_TIMEOUT';
}
