import { existsSync, readdirSync } from 'node:fs';
import type { AutomaticKind } from '#domain';
import { checkCases, corpus, messageIn } from './corpus.js';

interface RecordedBounce {
  readonly file: string;
  readonly bounces: readonly { readonly reason: string }[];
}

const bounces = corpus('bounces');
const folder = '../shared/data/mail/bounces';

bounces.describe('mails of the bounce corpus (needs ../shared/data)', () => {
  const reasons = new Map(recorded().map((one) => [one.file, one.bounces.map(({ reason }) => reason)]));
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.eml')) : [];
  checkCases(bounces, files.map((file) => ({ name: file, check: () => checkKind(file, expectedKind(reasons.get(file))) }))); // prettier-ignore
});

function recorded(): readonly RecordedBounce[] {
  return existsSync(folder) ? bounces.json<RecordedBounce[]>('expectations.json') : [];
}

/** The two mails without an expectation are no bounces; a vacation notice is an automatic reply. */
function expectedKind(reasons: readonly string[] | undefined): AutomaticKind {
  if (!reasons || reasons.length === 0) return 'no';
  return reasons.includes('vacation') ? 'auto-reply' : 'bounce';
}

async function checkKind(file: string, kind: AutomaticKind): Promise<void> {
  const bytes = bounces.bytes(file);
  const { automatic, thread } = await messageIn(bytes);
  expect(automatic).toBe(kind);
  const ids = [...bytes.toString('latin1').matchAll(/^message-id: *<([^<>\s]+)>/gim)].map(([, id]) => id);
  if (kind === 'bounce' && ids.length > 1) expect([...thread.references, thread.ownId]).toContain(ids.at(-1));
}
