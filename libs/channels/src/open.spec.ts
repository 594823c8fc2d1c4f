import { inboxKinds } from '#domain';
import { parserFor } from './open.js';

describe('the parser of an inbox', () => {
  it.each(inboxKinds)('for %s reads nothing into nothing, and says which it is', async (kind) => {
    const parse = await parserFor(kind);
    const raw = { contentType: '', receivedAt: '2026-03-01T08:00:00.000Z', nativeId: '', context: '' };
    const profile = { id: 'i', kind, address: '', ownAddresses: [], region: 'SA', timeZone: 'Asia/Riyadh' };
    const { parser } = await parse({ ...raw, bytes: new Uint8Array(0) }, profile);
    expect(parser).toMatch(new RegExp(`^${kind}@\\d+$`));
  });
});
