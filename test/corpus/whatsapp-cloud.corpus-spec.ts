import { createHmac } from 'node:crypto';
import { checkCases } from '#channels/testing';
import { DeskAtHand } from './desk-at-hand.js';
import type { History } from './history.js';
import { recorded } from './recorded.js';
import { countBody } from './whatsapp.counts.js';
import type { CloudBody, CloudCounts } from './whatsapp.counts.js';

const secretName = 'CORPUS_APP_SECRET';
const secret = 'the app’s secret';
const bodies = recorded('social/whatsapp-cloud');
const cases = bodies.files('.json').flatMap((file) =>
  Object.entries(bodies.json<Record<string, CloudBody>>(file)).map(([name, body]) => ({
    name: `${file} ${name}`,
    inbox: `${file} ${name}`.toLowerCase().replace(/\W|_/g, '-'),
    body,
  })),
);

bodies.describe('WhatsApp bodies, from the webhook to the pages (needs ../shared/data)', () => {
  let inLog: ReadonlyMap<string, CloudCounts>;
  let inPages: ReadonlyMap<string, Pick<CloudCounts, 'messages' | 'calls'>>;
  let refused: readonly unknown[];

  beforeAll(async () => {
    process.env[secretName] = secret;
    const desk = await DeskAtHand.open();
    try {
      for (const { inbox, body } of cases) await deliver(desk, inbox, body);
      await desk.settled();
      inLog = countedInLog(await desk.history());
      inPages = await countedInPages(desk);
      ({ refused } = await desk.read<{ refused: readonly unknown[] }>('/v1/quarantine'));
    } finally {
      await desk.close();
      delete process.env[secretName];
    }
  });

  it('are 74, and none of them lies in quarantine', () => {
    expect([cases.length, refused]).toEqual([74, []]);
  });

  checkCases(
    { name: 'social/whatsapp-cloud, webhook to pages' },
    cases.map(({ name, inbox, body }) => ({ name, check: () => checkBody(inbox, countBody(body)) })),
  );

  function checkBody(inbox: string, { messages, statuses, calls }: CloudCounts): void {
    expect(inLog.get(inbox) ?? nothing).toEqual({ messages, statuses, calls });
    expect(inPages.get(inbox) ?? { messages: 0, calls: 0 }).toEqual({ messages, calls });
  }
});

const nothing: CloudCounts = { messages: 0, statuses: 0, calls: 0 };

async function deliver(desk: DeskAtHand, inbox: string, body: CloudBody): Promise<void> {
  await desk.connect(inbox, { kind: 'whatsapp-cloud', address: '1122334455667', secretName });
  const bytes = JSON.stringify(body);
  const signature = `sha256=${createHmac('sha256', secret).update(bytes).digest('hex')}`;
  const headers = { authorization: '', 'content-type': 'application/json', 'x-hub-signature-256': signature };
  const answer = await desk.fetch(`/v1/inboxes/${inbox}/webhook`, { method: 'POST', body: bytes, headers });
  expect(answer.status).toBe(200);
}

/** A status of a message that is not ours stands in the inbox's file, as a notice. */
function countedInLog({ facts }: History): ReadonlyMap<string, CloudCounts> {
  const counts = new Map<string, CloudCounts>();
  for (const { event } of facts) {
    const { type, stream, clear } = event;
    const inbox = 'inbox' in clear ? String(clear.inbox) : stream.slice('inbox-'.length);
    const { messages, statuses, calls } = counts.get(inbox) ?? nothing;
    const isStatus = type.startsWith('Reply') || (type === 'NoticeReceived' && clear.notice === 'status-of-nobody');
    counts.set(inbox, {
      messages: messages + Number(type === 'MessageReceived'),
      statuses: statuses + Number(isStatus),
      calls: calls + Number(type === 'CallLogged'),
    });
  }
  return counts;
}

async function countedInPages(desk: DeskAtHand) {
  const when = 'from=2015-01-01T00:00:00.000Z&to=2035-01-01T00:00:00.000Z&by=all';
  const { figures } = await desk.read<{
    figures: readonly { inbox: string; messages: number; calls: number; outboundCalls: number }[];
  }>(`/v1/volume?${when}`);
  return new Map(figures.map(({ inbox, messages, calls, outboundCalls }) => [inbox, { messages, calls: calls + outboundCalls }])); // prettier-ignore
}
