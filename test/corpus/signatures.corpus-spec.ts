import { checkCases } from '#channels/testing';
import { DeskAtHand } from './desk-at-hand.js';
import { recorded } from './recorded.js';

interface Signed {
  readonly name: string;
  readonly app_secret: string;
  readonly wire_body: string;
  readonly signature: string | null;
  readonly valid: boolean;
}
interface Handshake {
  readonly query: Readonly<Record<string, string>>;
  readonly configured_token: string;
  readonly expect_ok: boolean;
  readonly expect_body?: string;
}
interface MetaCases {
  readonly cases: readonly Signed[];
  readonly webhook_verification: readonly Handshake[];
}

const signatures = recorded('social/signatures');
const [meta] = signatures.files('meta.json').map((file) => signatures.json<MetaCases>(file));
const inbox = {
  kind: 'whatsapp-cloud',
  address: '1',
  secretName: 'CORPUS_SECRET',
  verifyName: 'CORPUS_TOKEN',
} as const;

signatures.describe('signatures of Meta at the webhook (needs ../shared/data)', () => {
  let desk: DeskAtHand;

  beforeAll(async () => {
    desk = await DeskAtHand.open();
    await desk.connect('whatsapp', inbox);
  });
  afterAll(async () => {
    await desk.close();
    delete process.env[inbox.secretName];
    delete process.env[inbox.verifyName];
  });

  checkCases({ name: 'social/signatures/meta.json, webhook' }, [
    ...(meta?.cases ?? []).map((one) => ({ name: one.name, check: () => checkSigned(one) })),
    ...(meta?.webhook_verification ?? []).map((one) => ({
      name: `handshake with ${JSON.stringify(one.query)}`,
      check: () => checkHandshake(one),
    })),
  ]);

  async function checkSigned({ app_secret: secret, wire_body: body, signature, valid }: Signed): Promise<void> {
    process.env[inbox.secretName] = secret;
    const headers = { authorization: '', ...(signature !== null && { 'x-hub-signature-256': signature }) };
    const answer = await desk.fetch('/v1/inboxes/whatsapp/webhook', { method: 'POST', body, headers });
    expect(answer.ok).toBe(valid);
  }

  async function checkHandshake({ query, configured_token: token, ...expected }: Handshake): Promise<void> {
    process.env[inbox.verifyName] = token;
    const answer = await desk.fetch(`/v1/inboxes/whatsapp/webhook?${new URLSearchParams(query).toString()}`);
    expect(answer.ok).toBe(expected.expect_ok);
    if (expected.expect_ok) expect(await answer.text()).toBe(expected.expect_body);
  }
});
