import { existsSync, readFileSync, readdirSync } from 'node:fs';
import type { InboxProfile, ParsedEnvelope } from '../../item.js';
import { parseWhatsApp } from './parse-whatsapp.js';

const folder = '../shared/data/social/whatsapp-cloud';
const inbox: InboxProfile = {
  id: 'whatsapp',
  kind: 'whatsapp-cloud',
  address: '1122334455667',
  ownAddresses: [],
  region: 'IL',
  timeZone: 'UTC',
};
const read = (body: unknown): ParsedEnvelope => {
  const raw = { contentType: 'application/json', receivedAt: '2026-03-01T08:00:00.000Z', nativeId: '', context: '' };
  return parseWhatsApp({ ...raw, bytes: Buffer.from(JSON.stringify(body)) }, inbox) as ParsedEnvelope;
};

interface Body {
  entry: { changes: { field: string; value: Record<string, unknown[] | undefined> }[] }[];
}

/** What the body holds, counted over its JSON and not by the parser. */
function counted(body: Body) {
  const changes = body.entry.flatMap((entry) => entry.changes);
  const elements = (field: string, list: string) =>
    changes.filter((change) => change.field === field).flatMap(({ value }) => value[list] ?? []);
  const ended = elements('calls', 'calls').filter((call) => (call as { event: string }).event === 'terminate').length;
  return {
    message: elements('messages', 'messages').length,
    status: elements('messages', 'statuses').length,
    call: ended,
  };
}

function found({ items }: ParsedEnvelope) {
  const of = (kind: string) => items.filter((item) => item.kind === kind).length;
  return { message: of('message'), status: of('status'), call: of('call') };
}

(existsSync(folder) ? describe : describe.skip)('recorded WhatsApp bodies (needs ../shared/data)', () => {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  const cases = files.flatMap((file) =>
    Object.entries(JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as Record<string, Body>).map(
      ([name, body]) => [`${file} ${name}`, body] as const,
    ),
  );

  it.each(cases)('%s is read whole', (_name, body) => {
    const parsed = read(body);
    expect(parsed.refusals).toEqual([]);
    expect(parsed.items.length).toBeGreaterThan(0);
    expect(found(parsed)).toEqual(counted(body));
    expect(
      parsed.items.filter((item) => item.kind === 'message' && item.body === 'unknown').map(({ place }) => place),
    ).toEqual(_name === 'message.json interactive_message_with_err' ? ['entry[0].changes[0].value.messages[0]'] : []);
  });

  it('are 74 in 19 files', () => {
    expect([cases.length, files.length]).toEqual([74, 19]);
    process.stdout.write(`corpus social/whatsapp-cloud: ${cases.length} cases, ${cases.length} met, 0 excepted\n`);
  });
});

const inboxFolder = '../shared/data/social/inbox-webhooks';
(existsSync(inboxFolder) ? describe : describe.skip)('recorded deliveries to an inbox (needs ../shared/data)', () => {
  interface Case {
    case: string;
    steps: { deliver?: { entry?: unknown } }[];
  }
  const casesIn = (name: string): Case[] => JSON.parse(readFileSync(`${inboxFolder}/${name}`, 'utf8')) as Case[];

  it.each(['whatsapp-cloud.json', 'whatsapp-360dialog.json'])('of %s are read, but for one that is none', (name) => {
    const bodies = casesIn(name).flatMap(({ steps }) => steps.flatMap(({ deliver }) => deliver ?? []));
    const refused = bodies.filter((body) => read(body).refusals.length > 0);
    expect(refused).toEqual(name === 'whatsapp-cloud.json' ? [{ object: 'whatsapp_business_account', entry: {} }] : []);
    process.stdout.write(
      `corpus social/inbox-webhooks/${name}: ${bodies.length} cases, ${bodies.length} met, 0 excepted\n`,
    );
  });
});
