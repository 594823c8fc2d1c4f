import { createHmac } from 'node:crypto';
import { deskFolder, mail, SmallDesk } from '../../testing/index.js';

interface Suggested {
  readonly suggestions: readonly {
    readonly customerIds: readonly string[];
    readonly handles: readonly { readonly handle: string }[];
    readonly reasons: readonly object[];
  }[];
}
interface Found {
  readonly hits: readonly { readonly customerId: string }[];
}

const secrets = { SUGGESTIONS_APP: 'app secret' };

describe('a customer who writes by mail and by WhatsApp', () => {
  let [folder, desk] = [] as unknown as [Awaited<ReturnType<typeof deskFolder>>, SmallDesk];
  let [byMail, byWhatsapp] = ['', ''];

  beforeAll(async () => {
    Object.assign(process.env, secrets);
    folder = await deskFolder();
    desk = await SmallDesk.start(folder.settings);
    await write('PUT', '/v1/inboxes/help', { kind: 'email', address: 'help@desk.example' });
    const number = { address: '1158201444', region: 'SA', secretName: 'SUGGESTIONS_APP' };
    await write('PUT', '/v1/inboxes/wa', { kind: 'whatsapp-cloud', ...number });
    const bytes = mail('أَحمد عبد الله <ahmed@example.com>', 'a1', 'hello', 'violetmail');
    await desk.ask('POST', '/v1/inboxes/help/envelopes', { bytes });
    await whatsapp('احمد عبدالله', 'violetwhatsapp');
    await desk.settled();
    [byMail, byWhatsapp] = await Promise.all([fileWith('violetmail'), fileWith('violetwhatsapp')]);
  });
  afterAll(async () => {
    await desk.stop();
    await folder.remove();
    for (const name of Object.keys(secrets)) delete process.env[name];
  });

  async function whatsapp(name: string, text: string): Promise<void> {
    const messages = [{ id: 'wamid.v', from: '966501234567', timestamp: '1772352000', type: 'text', text: { body: text } }]; // prettier-ignore
    const contacts = [{ wa_id: '966501234567', profile: { name } }];
    const value = { metadata: { phone_number_id: '1158201444' }, contacts, messages };
    const body = JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: '1', changes: [{ field: 'messages', value }] }] }); // prettier-ignore
    const signature = `sha256=${createHmac('sha256', secrets.SUGGESTIONS_APP).update(body).digest('hex')}`;
    const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature };
    expect((await fetch(`${desk.url}/v1/inboxes/wa/webhook`, { method: 'POST', headers, body })).status).toBe(200);
  }
  async function write(method: string, path: string, json: object): Promise<string> {
    const { status, told } = await desk.ask<{ position: string }>(method, path, { json });
    expect([path, status < 300]).toEqual([path, true]);
    return told.position;
  }
  const fileWith = async (word: string): Promise<string> =>
    (await desk.ask<Found>('GET', `/v1/search?q=${word}`)).told.hits[0]?.customerId ?? '';
  const suggested = async (customerId: string, minPosition = '') => {
    const fresh = minPosition && `?minPosition=${minPosition}`;
    return (await desk.ask<Suggested>('GET', `/v1/people/${customerId}/suggestions${fresh}`)).told.suggestions;
  };

  it('is suggested as one person from either file, with the name as each has it and whom it speaks for', async () => {
    expect(byMail).not.toBe(byWhatsapp);
    expect(await suggested(byMail)).toEqual([
      {
        customerIds: [byWhatsapp],
        handles: expect.arrayContaining([expect.objectContaining({ handle: '966501234567' })]) as object,
        reasons: [
          {
            because: 'same-name',
            customerId: byMail,
            here: 'أَحمد عبد الله',
            otherId: byWhatsapp,
            there: 'احمد عبدالله',
            heldBy: 2,
          },
        ],
      },
    ]);
    expect(await suggested(byWhatsapp)).toMatchObject([{ customerIds: [byMail] }]);
  });

  it('is suggested no more once an agent merged them, and again once they are unmerged', async () => {
    const customerIds = [byMail, byWhatsapp];
    const merged = await write('POST', '/v1/customers/merge', { customerIds });
    expect(await suggested(byMail, merged)).toEqual([]);
    const unmerged = await write('POST', '/v1/customers/unmerge', { customerIds });
    expect(await suggested(byMail, unmerged)).toMatchObject([{ customerIds: [byWhatsapp] }]);
  });

  it('is suggested no more once an agent dismissed it, also in pages built anew, and may be merged all the same', async () => {
    const customerIds = [byMail, byWhatsapp];
    const said = { customerIds, likenesses: ['same-name'] };
    const dismissed = await write('POST', '/v1/customers/dismiss-suggestion', said);
    expect(await write('POST', '/v1/customers/dismiss-suggestion', said)).toBe(dismissed);
    expect(await suggested(byWhatsapp, dismissed)).toEqual([]);
    const { told } = await desk.ask('POST', '/v1/operations/rebuild', { json: { compare: true } });
    expect(told).toMatchObject({ result: { kind: 'published', comparison: { differences: 0 } } });
    expect(await suggested(byMail, dismissed)).toEqual([]);
    await write('POST', '/v1/customers/merge', { customerIds });
    const late = await desk.ask('POST', '/v1/customers/dismiss-suggestion', { json: said });
    expect([late.status, late.told]).toMatchObject([409, { code: 'LINK.ONE_PERSON' }]);
    const unmerged = await write('POST', '/v1/customers/unmerge', { customerIds });
    expect(await suggested(byMail, unmerged)).toMatchObject([{ customerIds: [byWhatsapp] }]);
  });

  it('is suggested to nobody any more when one of them is erased', async () => {
    await desk.ask('POST', '/v1/operations/erase', { json: { customerIds: [byWhatsapp] } });
    await desk.settled();
    expect(await suggested(byMail)).toEqual([]);
    expect(await suggested(byWhatsapp)).toEqual([]);
  });
});
