import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { PostOutcome, WebhookPost, WebhookSender } from '../post-webhook.port.js';
import { faultOfUrl } from '../webhook-url.js';
import type { WebhookReach } from '../webhook-url.js';
import { lookUpPublic, PrivateAddress } from './look-up-public.js';

/** How long the other end may take for all of it, in milliseconds. */
const patienceMs = 15_000;
/** Nothing in an answer but its status is of interest; one that is longer costs its connection. Bytes. */
const longestAnswer = 64 * 1024;

/**
 * Posts over HTTP(S). It follows no redirect, reads no long answer, and, unless it is told that it may, connects to no
 * private address: what is written out is judged first, what a name leads to when it is looked up, right before the
 * connection, so that a name cannot change sides.
 */
export class WebhookPoster implements WebhookSender {
  private readonly http = new HttpAgent({ keepAlive: true });
  private readonly https = new HttpsAgent({ keepAlive: true });

  constructor(
    private readonly reach: WebhookReach,
    private readonly withinMs = patienceMs,
  ) {}

  async post({ url, headers, body }: WebhookPost, signal: AbortSignal): Promise<PostOutcome> {
    if (faultOfUrl(url, this.reach) !== undefined) return failed('WEBHOOK.ADDRESS_REFUSED');
    const late = AbortSignal.timeout(this.withinMs);
    try {
      const length = { 'content-length': String(body.length) };
      const request = this.begin(url, { ...headers, ...length }, AbortSignal.any([signal, late]));
      return await answerOf(request, body);
    } catch (fault) {
      if (isPrivate(fault)) return failed('WEBHOOK.ADDRESS_REFUSED');
      return failed(late.aborted ? 'WEBHOOK.TIMED_OUT' : 'WEBHOOK.UNREACHABLE');
    }
  }

  close(): void {
    this.http.destroy();
    this.https.destroy();
  }

  private begin(url: string, headers: RequestOptions['headers'], signal: AbortSignal): ClientRequest {
    const lookup = this.reach.privateAddresses ? {} : { lookup: lookUpPublic };
    const options: RequestOptions = { method: 'POST', headers: headers ?? {}, signal, ...lookup };
    return url.startsWith('https:')
      ? httpsRequest(url, { ...options, agent: this.https })
      : httpRequest(url, { ...options, agent: this.http });
  }
}

const failed = (reason: string): PostOutcome => ({ kind: 'failed', reason });

async function answerOf(request: ClientRequest, body: Uint8Array): Promise<PostOutcome> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  request.on('response', resolve).on('error', reject).end(body);
  const response = await promise;
  const { statusCode: status = 0, headers } = response;
  await readToItsEnd(response);
  const retryAfter = headers['retry-after'];
  return { kind: 'answered', status, ...(retryAfter !== undefined && { retryAfter }) };
}

/** So that the connection can be used again. The status has come: whatever happens to the rest changes nothing. */
async function readToItsEnd(response: IncomingMessage): Promise<void> {
  let read = 0;
  try {
    for await (const chunk of response) {
      read += (chunk as Buffer).length;
      if (read > longestAnswer) return void response.destroy();
    }
  } catch {
    response.destroy();
  }
}

/** Node tells of several addresses that all failed as of one fault with many causes. */
const isPrivate = (fault: unknown): boolean =>
  fault instanceof PrivateAddress || (fault instanceof AggregateError && fault.errors.some(isPrivate));
