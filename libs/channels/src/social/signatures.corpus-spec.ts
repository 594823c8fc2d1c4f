import { existsSync, readFileSync } from 'node:fs';
import { isSignedByTwilio } from './twilio/index.js';
import { answerMetaHandshake, isSignedByMeta } from './whatsapp-cloud/index.js';

const folder = '../shared/data/social/signatures';
const read = <Corpus>(name: string): Corpus => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as Corpus;

interface Meta {
  cases: { name: string; app_secret: string; wire_body: string; signature: string | null; valid: boolean }[];
  webhook_verification: {
    query: Record<string, string>;
    configured_token: string;
    expect_ok: boolean;
    expect_body?: string;
  }[];
}
interface Twilio {
  cases: {
    name: string;
    auth_token: string;
    url: string;
    params?: Record<string, string>;
    param_pairs?: [string, string][];
    body?: string;
    signature: string;
    valid: boolean;
  }[];
}

(existsSync(folder) ? describe : describe.skip)('recorded signatures (needs ../shared/data)', () => {
  it('of Meta hold where they should, and nowhere else', () => {
    const { cases, webhook_verification: handshakes } = read<Meta>('meta.json');
    for (const { app_secret: secret, wire_body: body, signature, valid } of cases) {
      expect(isSignedByMeta(Buffer.from(body), signature ?? undefined, secret)).toBe(valid);
    }
    for (const { query, configured_token: token, expect_ok: isOk, expect_body: body } of handshakes) {
      expect(answerMetaHandshake(new Map(Object.entries(query)), token)).toBe(isOk ? body : undefined);
    }
    const count = cases.length + handshakes.length;
    process.stdout.write(`corpus social/signatures/meta.json: ${count} cases, ${count} met, 0 excepted\n`);
  });

  it('of Twilio hold where they should, and nowhere else', () => {
    const { cases } = read<Twilio>('twilio.json');
    for (const { auth_token: token, url, params, param_pairs: pairs, body, signature, valid } of cases) {
      const form = new URLSearchParams(pairs ?? Object.entries(params ?? {})).toString();
      const contentType = body === undefined ? 'application/x-www-form-urlencoded' : 'application/json';
      expect(isSignedByTwilio({ url, contentType, body: Buffer.from(body ?? form) }, signature, token)).toBe(valid);
    }
    process.stdout.write(
      `corpus social/signatures/twilio.json: ${cases.length} cases, ${cases.length} met, 0 excepted\n`,
    );
  });
});
