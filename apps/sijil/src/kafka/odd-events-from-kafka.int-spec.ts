import { openBlobStore } from '#blobs/open';
import type { RecordedEvent } from '#event-log';
import { kafkaUnderTest, published } from '#messaging/testing';
import { postgresUnderTest } from '#postgres/testing';
import { deskCopyist, openerWith, parkingCopyist, rebuild } from '#projections';
import type { Opener } from '#projections';
import { History, listedLog, plainOpener } from '#projections/testing';
import { Sealer } from '#sealing';
import { openSealingKeys } from '#sealing/open';
import { FedPages } from '../../testing/index.js';

const kafka = await kafkaUnderTest();
const postgres = await postgresUnderTest();
const customers = 1_000;
const poisoned = 500;
const said = (text: string) => ({ subject: '', text, newText: '', html: '', attachments: [] });

/** A message of each of a thousand customers, where one is no JSON; then another two of that one, amid those of others. */
function messages(): History {
  const history = new History();
  const from = (customer: number, content: unknown) => {
    const [messageId, conversationId] = [`m${history.events.length}`, `c${customer}.c1`];
    history.record('MessageReceived', { messageId, conversationId }, { stream: `customer-c${customer}`, parts: { content } }); // prettier-ignore
  };
  for (let nth = 0; nth < customers; nth += 1) from(nth, nth === poisoned ? '{' : said(`hello ${nth}`));
  for (const nth of [poisoned, 1, poisoned, 2]) from(nth, said('again'));
  return history;
}

kafka.describe('with Kafka', () => {
  postgres.describe('pages on PostgreSQL that are fed by Kafka', () => {
    let fed: FedPages;
    beforeEach(async () => {
      fed = await FedPages.open(kafka.brokers, kafka.freshDesk(), postgres.freshUrl());
    });
    afterEach(() => fed.pages.dispose());

    const project = (events: readonly RecordedEvent[], opener: Opener = plainOpener()) => {
      const log = listedLog(events);
      return fed.project(events.length, { log, copyist: parkingCopyist({ log, opener }) });
    };
    const timelines = async () => {
      const asked = fed.pages.store.ask((pages) => pages.selectFrom('timeline').select(['customerId', 'text']).orderBy('position').execute()); // prettier-ignore
      return Map.groupBy((await asked).result, ({ customerId }) => customerId);
    };
    const parked = async () =>
      (await fed.pages.store.ask((pages) => pages.selectFrom('parked').selectAll().execute())).result;

    it('park the events of one customer among a thousand, in their order, until they are tried again', async () => {
      const history = messages();
      await fed.publish(history.events);
      await project(history.events);
      const shown = await timelines();
      expect([shown.size, shown.has(`c${poisoned}`), shown.get('c2')?.length]).toEqual([customers - 1, false, 2]);
      expect(await parked()).toMatchObject([{ stream: `customer-c${poisoned}`, version: 1, lastVersion: 3 }]);
      const before = history.events.length;
      history.record('ParkedEventsRetried', { stream: `customer-c${poisoned}` }, { stream: 'pages-desk' });
      await fed.publish(history.events, { from: before });
      // What could not be read was erased meanwhile: the message is there, and says nothing.
      const opener = plainOpener(new Set([history.events[poisoned]?.id ?? '']));
      await project(history.events, opener);
      expect((await timelines()).get(`c${poisoned}`)?.map(({ text }) => text)).toEqual(['', 'again', 'again']);
      const job = { log: listedLog(history.events), copyist: deskCopyist(opener), store: fed.pages.store };
      const { signal } = new AbortController();
      expect(await rebuild({ ...job, signal, compare: true })).toMatchObject({ comparison: { differences: 0 } });
    }, 120_000);

    it('stop at an event whose type they do not know, and park nothing', async () => {
      const { events } = messages();
      const newer = events.map((event, nth) => (nth === 700 ? { ...event, type: 'TicketTeleported' } : event));
      await fed.publish(newer);
      await expect(project(newer)).rejects.toMatchObject({ code: 'PROJECTION.UNKNOWN_EVENT_TYPE' });
      expect(await fed.pages.store.position()).toBeLessThanOrEqual(700n);
      expect((await parked()).map(({ stream }) => stream)).not.toContain(newer[700]?.stream);
    }, 120_000);

    it('show the text of a part that is too large to travel with its event', async () => {
      const sealer = new Sealer(await openSealingKeys('memory:'), await openBlobStore('memory:'));
      const text = 'كلمة طويلة جدا '.repeat(10_000);
      const plain = new History().record('MessageReceived');
      const content = await sealer.sealLarge('ann', 'content', JSON.stringify(said(text)));
      const large = { ...plain, sealed: { content } };
      expect([content.bytes, content.blob]).toEqual([undefined, expect.stringMatching(/^[0-9a-f]{64}$/)]);
      expect(published([large], 1)[0]?.value?.length).toBeLessThan(2_000);
      await fed.publish([large]);
      await project([large], openerWith(sealer));
      expect([...(await timelines()).values()].flat().map((entry) => entry.text)).toEqual([text]);
    }, 120_000);
  });
});
