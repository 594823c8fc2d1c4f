import { pino } from 'pino';
import { deskFolder, mail, SmallDesk } from '../../apps/sijil/testing/index.js';

/** Words that stand only in what customers send and agents write: names, addresses, numbers, text, secrets. */
const planted = ['Zarqaa', 'زرقاء', '+966555123987', '966555123987', 'moonflower', 'قنديل', 'key-that-leaks'];
const name = 'Zarqaa زرقاء';
const address = 'zarqaa@moonflower.example';
const phone = '+966555123987';
const text = 'my moonflower قنديل is broken';
const encoded = (words: string) => encodeURIComponent(words);

type Deed = (desk: SmallDesk) => Promise<unknown>;

/** Everything that can go well or wrong with words in it. */
const deeds: readonly (readonly [what: string, deed: Deed])[] = [
  ['a mail', (desk) => desk.ask('POST', '/v1/inboxes/help/envelopes', { bytes: mail(`${name} <${address}>`, 'm1', text, text) })],
  ['a mail that nobody can read', (desk) => desk.ask('POST', '/v1/inboxes/help/envelopes', { bytes: `\0${text}` })],
  ['an empty mail', (desk) => desk.ask('POST', '/v1/inboxes/help/envelopes', { bytes: '' })],
  ['broken JSON of a provider', (desk) => desk.ask('POST', '/v1/inboxes/phone-app/envelopes', { bytes: `{"from":"${phone}", ${text}` })],
  ['a message of an unknown kind', (desk) => desk.ask('POST', '/v1/inboxes/phone-app/envelopes', { bytes: cloud({ type: 'tarot', tarot: { body: text } }) })],
  ['call records with a broken row', (desk) => desk.ask('POST', '/v1/inboxes/calls/envelopes', { bytes: `"","${phone}","${name}"\n"${text}` })],
  ['an inbox that is none', (desk) => desk.ask('POST', `/v1/inboxes/${encoded(name)}/envelopes`, { bytes: text })],
  ['a delivery without a signature', (desk) => desk.ask('POST', '/v1/inboxes/phone-app/webhook', { bytes: cloud({ type: 'text', text: { body: text } }) })],
  ['a note with a field nobody knows', (desk) => desk.ask('POST', '/v1/tickets/nobody.1/notes', { json: { text, [text]: name } })],
  ['a reply to a ticket that is none', (desk) => desk.ask('POST', '/v1/tickets/nobody.1/replies', { json: { text } })],
  ['a handle that is none', (desk) => desk.ask('POST', '/v1/customers/nobody/handles/claim', { json: { kind: 'email', handle: text } })],
  ['a search', (desk) => desk.ask('GET', `/v1/search?q=${encoded(text)}`)],
  ['a search that is refused', (desk) => desk.ask('GET', `/v1/search?q=${encoded(text)}&limit=${encoded(name)}`)],
  ['a route that is none', (desk) => desk.ask('GET', `/v1/${encoded(text)}?who=${encoded(address)}`)],
  ['a body that is no JSON', (desk) => desk.ask('POST', '/v1/customers/merge', { bytes: `{"${name}": ` })],
  ['a command id that is too long', (desk) => desk.ask('POST', '/v1/tickets/nobody.1/claim', { commandId: text.replace(/[^a-z ]/g, '').repeat(30) })],
]; // prettier-ignore

const cloud = (message: object): string => {
  const messages = [{ from: phone, id: 'wamid.1', timestamp: '1767225600', ...message }];
  const value = { messaging_product: 'whatsapp', contacts: [{ profile: { name }, wa_id: phone }], messages };
  return JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: '1', changes: [{ field: 'messages', value }] }] }); // prettier-ignore
};

describe('the log of a serving desk', () => {
  it('holds no word of a customer or an agent, no address and no secret, whatever goes wrong', async () => {
    const lines: string[] = [];
    const logger = pino({ level: 'trace' }, { write: (line) => void lines.push(line) });
    const { settings, remove } = await deskFolder();
    const desk = await SmallDesk.start(settings, logger);
    await desk.ask('PUT', '/v1/inboxes/help', { json: { kind: 'email', address: 'help@desk.example' } });
    await desk.ask('PUT', '/v1/inboxes/phone-app', { json: { kind: 'whatsapp-cloud', address: '1', secretName: 'NO_SUCH' } });
    await desk.ask('PUT', '/v1/inboxes/calls', { json: { kind: 'asterisk-cdr', address: 'pbx' } });
    for (const [, deed] of deeds) await deed(desk);
    await fetch(`${desk.url}/v1/queue`, { headers: { authorization: 'Bearer key-that-leaks' } });
    await desk.settled();
    await desk.stop();
    await remove();
    expect(lines.length).toBeGreaterThan(0);
    for (const word of planted) {
      expect(lines.filter((line) => [word, encoded(word)].some((form) => line.includes(form)))).toEqual([]);
    }
  }); // prettier-ignore
});
