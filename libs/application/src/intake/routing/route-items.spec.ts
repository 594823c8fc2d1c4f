import type { Handle, Item } from '#channels';
import { KeyedDigest } from '#sealing';
import { chat, email, message, phone } from '../../../testing/index.js';
import { IntakeKeys } from '../keys.js';
import { incomingOf } from '../reading/incoming.js';
import type { Incoming } from '../reading/incoming.js';
import { outlineItem } from '../reading/outline.js';
import type { KnownPlaces } from './find-places.js';
import { routeItems } from './route-items.js';

const keys = new IntakeKeys(new KeyedDigest(new Uint8Array(32)));
const [ann, bob] = ['a'.repeat(20), 'b'.repeat(20)];
const inbox = { id: 'help', kind: 'email', address: '', ownAddresses: [], region: '', timeZone: 'UTC', reopenWindowSeconds: 0, silenceSeconds: 0 } as const; // prettier-ignore
const envelope = { inbox: 'help', nativeId: 'n', sha256: 's', lane: 'live', contentType: '', receivedAt: '', size: 0, context: '', position: 1n } as const; // prettier-ignore

const incoming = (item: Item): Incoming =>
  incomingOf(outlineItem(item), inbox, { envelope, inbox, parsed: { parser: 'test@1', items: [], refusals: [] } }, keys); // prettier-ignore
interface Known {
  readonly handles?: readonly (readonly [Handle, string])[];
  readonly ids?: readonly (readonly [string, string])[];
  readonly numbers?: readonly (readonly [number, string])[];
  readonly recorded?: readonly Item[];
  readonly routes?: readonly (readonly [Item, string])[];
}
const known = ({ handles = [], ids = [], numbers = [], recorded = [], routes = [] }: Known): KnownPlaces => ({
  recorded: new Set(recorded.map((item) => incoming(item).key)),
  routes: new Map(routes.map(([item, stream]) => [incoming(item).key, stream])),
  customers: new Map(handles.map(([handle, customerId]) => [keys.handle(handle), customerId])),
  conversations: new Map([
    ...ids.map(([id, conversationId]) => [keys.thread('email', id), conversationId] as const),
    ...numbers.map(([number, conversationId]) => [keys.ticketNumber(number), conversationId] as const),
  ]),
});
const [lina, sami] = [email('lina@example.com'), email('sami@example.com')];
const shared: Handle = { kind: 'email', value: 'info@example.com', class: 'shared' };
const written = (by: readonly Handle[], id: string, thread = {}) => message({ by, id, thread });
/** Where the items go: the customer or stream known beforehand by name, new files as `new 1`, `new 2` … */
function placesOf(items: readonly Item[], what: Known = {}) {
  const routing = routeItems(items.map(incoming), known(what), keys);
  const named = new Map([[`customer-${ann}`, 'ann'], [`customer-${bob}`, 'bob']]); // prettier-ignore
  let files = 0;
  const places = routing.routed.map(({ stream }) => {
    if (stream.startsWith('customer-') && !named.has(stream)) named.set(stream, `new ${++files}`);
    return named.get(stream) ?? stream;
  });
  return { ...routing, places };
}
const status = (messageNativeId: string, recipient?: Handle): Item => ({
  kind: 'status',
  place: '',
  status: 'delivered',
  messageNativeId,
  reason: '',
  ...(recipient ? { recipient } : {}),
});

describe('an item finds its file', () => {
  it.each<[string, readonly Item[], Known, readonly string[]]>([
    ['a stranger gets a new one, and keeps it', [written([lina], 'm1'), written([lina], 'm2')], {}, ['new 1', 'new 1']],
    ['a known handle leads to its customer', [written([lina], 'm1')], { handles: [[lina, ann]] }, ['ann']],
    ['a second handle may be the one that is known', [written([chat('v1'), lina], 'm1')], { handles: [[lina, ann]] }, ['ann']], // prettier-ignore
    ['an answer goes where the thread stands, whoever writes', [written([sami], 'm2', { inReplyTo: ['m1'] })], { ids: [['m1', `${ann}.c1`]], handles: [[sami, bob]] }, ['ann']], // prettier-ignore
    ['what it answers counts more than what it only refers to', [written([sami], 'm3', { inReplyTo: ['m1'], references: ['m0'] })], { ids: [['m0', `${bob}.c1`], ['m1', `${ann}.c1`]] }, ['ann']], // prettier-ignore
    ['also when both came in one batch', [written([lina], 'm1'), written([sami], 'm2', { inReplyTo: ['m1'], references: ['m0'] })], { ids: [['m0', `${bob}.c1`]], handles: [[lina, ann]] }, ['ann', 'ann']], // prettier-ignore
    ['a number in the subject counts from who is known there', [written([lina], 'm1', { ticketNumber: 7 })], { numbers: [[7, `${ann}.c1`]], handles: [[lina, ann]] }, ['ann']], // prettier-ignore
    ['and from nobody else', [written([sami], 'm1', { ticketNumber: 7 })], { numbers: [[7, `${ann}.c1`]] }, ['new 1']],
    ['a shared handle speaks for nobody: each conversation has a file', [written([shared], 'm1'), written([shared], 'm2'), written([shared], 'm3', { inReplyTo: ['m1'] })], {}, ['new 1', 'new 2', 'new 1']], // prettier-ignore
    ['a status goes to the message it is about', [status('m1')], { ids: [['m1', `${ann}.c1`]] }, ['ann']],
    ['or to whom the message went', [status('m1', lina)], { handles: [[lina, ann]] }, ['ann']],
    ['and to the inbox when nobody knows either', [status('m1', lina)], {}, ['inbox-help']],
    ['a notice belongs to the inbox', [{ kind: 'notice', notice: 'n', content: 1, place: '' }], {}, ['inbox-help']],
    ['an earlier try’s route holds', [written([lina], 'm1')], { handles: [[lina, ann]], routes: [[written([lina], 'm1'), `customer-${bob}`]] }, ['bob']], // prettier-ignore
    ['what is recorded goes nowhere', [written([lina], 'm1')], { recorded: [written([lina], 'm1')] }, []],
  ])('%s', (_, items, what, places) => {
    expect(placesOf(items, what).places).toEqual(places);
  });

  it('claims what handles it brings, once', () => {
    const { claims } = placesOf([written([lina, phone('+966500000001')], 'm1'), written([lina], 'm2')]);
    expect(claims.map(({ handle }) => handle.value)).toEqual(['lina@example.com', '+966500000001']);
    expect(new Set(claims.map(({ customerId }) => customerId)).size).toBe(1);
  });

  it('claims nothing for whoever answers in somebody else’s thread, nor for handles of many', () => {
    const answer = written([sami], 'm2', { inReplyTo: ['m1'] });
    expect(placesOf([answer], { ids: [['m1', `${ann}.c1`]] }).claims).toEqual([]);
    expect(placesOf([written([shared], 'm3')]).claims).toEqual([]);
  });

  it('links two files once when items vouch that their handles are of one person', () => {
    const handles = [[lina, ann], [sami, bob]] as const; // prettier-ignore
    const { links } = placesOf([written([lina, sami], 'm1'), written([sami, lina], 'm2')], { handles });
    expect(links.map(({ link }) => link)).toEqual([[ann, bob]]);
  });
});
