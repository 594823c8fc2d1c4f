import { randomUUID } from 'node:crypto';
import { request as plainRequest } from 'node:http';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { pathExample } from '../../apps/api/src/docs/index.js';
import type { Refusal, Sent, Step, ToldRefusal, ToldRoute } from '../../apps/api/src/docs/index.js';
import type { ExampleDesk } from './example-desk.js';
import type { RealCast } from './real-cast.js';

/** An answer, read to its end; of a stream that has none, its first event. */
export interface Performed {
  readonly status: number;
  readonly mediaType: string;
  readonly text: string;
}

/** A request as it is about to be sent. */
interface Ready extends Sent {
  readonly method: string;
  readonly address: string;
}

/** Performs examples on a desk, as the manual tells them. */
export class Performer {
  constructor(
    private readonly desk: ExampleDesk,
    private readonly cast: RealCast,
  ) {}

  /** The example of a route, after all that it takes to come there. */
  example({ route, doc }: ToldRoute): Promise<Performed> {
    return this.perform(route, doc.example ?? {}, doc.given ?? [], !route.startsWith('GET '));
  }

  /** One refusal of a route. */
  async refusal({ route }: ToldRoute, refusal: ToldRefusal): Promise<Performed> {
    const { given = [], code: _, withoutKey, writeKey, ...sent } = refusal;
    if (writeKey === 'used') await this.useKey('used-before');
    const key = { missing: '', used: 'used-before' };
    const withWriteKey = writeKey === undefined ? {} : { 'idempotency-key': key[writeKey] };
    const authorization = withoutKey ? { authorization: '' } : {};
    return this.perform(
      route,
      { ...sent, headers: { ...withWriteKey, ...authorization, ...sent.headers } },
      given,
      given.length > 0,
    );
  }

  private async perform(route: string, sent: Refusal, given: readonly Step[], changes: boolean): Promise<Performed> {
    const steps = [...given.map((step) => ready(step.route, step)), ready(route, sent)];
    const performed = await this.cast.put(steps, changes);
    for (const step of performed.slice(0, -1)) await this.send(step);
    const last = performed.at(-1);
    if (last === undefined) throw new TypeError('nothing to perform');
    return this.send(last);
  }

  private async useKey(key: string): Promise<void> {
    const headers = { 'idempotency-key': key, 'content-type': 'application/json' };
    const body = JSON.stringify({ role: 'agent', label: 'the first to use the key' });
    await this.send({ method: 'POST', address: '/v1/keys', headers, body });
  }

  private async send({ method, address, headers, body, mediaType, as = 'admin', inboxes }: Ready): Promise<Performed> {
    const said = {
      authorization: `Bearer ${await this.desk.key(as, inboxes)}`,
      'idempotency-key': randomUUID(),
      ...(body === undefined ? {} : { 'content-type': mediaType ?? 'application/json' }),
      ...headers,
    };
    const kept = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== ''));
    const asking = plainRequest(`${this.desk.url}${address}`, { method, headers: kept, agent: false });
    asking.on('upgrade', (_answer, socket) => socket.destroy());
    asking.end(typeof body === 'string' || body === undefined ? body : JSON.stringify(body));
    const [answer] = (await Promise.race([once(asking, 'response'), once(asking, 'upgrade')])) as [IncomingMessage];
    return { status: answer.statusCode ?? 0, ...(await readOut(answer)) };
  }
}

function ready(route: string, sent: Sent): Ready {
  const [method = '', path = ''] = route.split(' ');
  const address = path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(pathExample(name, sent)));
  const query = new URLSearchParams(sent.query).toString();
  return { ...sent, method, address: query === '' ? address : `${address}?${query}` };
}

async function readOut(answer: IncomingMessage): Promise<Omit<Performed, 'status'>> {
  const mediaType = (answer.headers['content-type'] ?? '').split(';')[0] ?? '';
  let text = '';
  if (answer.statusCode === 101) return { mediaType, text };
  for await (const piece of answer.setEncoding('utf8')) {
    text += String(piece);
    if (mediaType === 'text/event-stream' && text.includes('\n\n')) break;
  }
  return { mediaType, text };
}
