import { checkCases } from '#channels/testing';
import type { Entry } from '#projections';
import { ImportedDesk } from './imported-desk.js';
import { recorded } from './recorded.js';

interface Tweet {
  readonly client?: string;
  readonly client1?: string;
  readonly agent?: string;
  readonly datetime: string;
  readonly message: string;
  readonly tweet_ID: string;
}
interface Thread {
  readonly agentURL: { readonly tweet_ID: string; readonly url_utterance: string };
  readonly dialogContent: readonly Tweet[];
  readonly dialogHeader: { readonly company: string; readonly sessionID: string };
}
/** What can be told of a thread from its file alone. Times in milliseconds since 1970. */
interface Told {
  readonly begunAt: number;
  readonly messages: number;
  readonly firstResponse: number;
  readonly duration: number;
}

const threads = recorded('conversations/twitter-care');
/** The last tweet stands without a time; its id was made of it. */
const postedAt = (id: string): number => Number((BigInt(id) >> 22n) + 1_288_834_974_657n);

threads.describe('conversations from Twitter, imported in the order of time (needs ../shared/data)', () => {
  let all: readonly Thread[];
  let desk: ImportedDesk;
  let lines: readonly string[];
  let entries: readonly Entry[];

  beforeAll(async () => {
    all = threads.json<readonly Thread[]>('conversations.json');
    lines = all.flatMap(linesOf).toSorted((one, other) => one.at - other.at).map(({ line }) => line); // prettier-ignore
    desk = await ImportedDesk.open();
    const path = await desk.file('tweets.ndjson', lines.join('\n'));
    const report = await desk.import('conversations', 'old-desk', path);
    expect(report).toMatchObject({ read: 1211, taken: 1211, refused: 0, quarantined: [] });
    entries = await desk.ask((pages) => pages.selectFrom('timeline').selectAll().execute());
  });
  afterAll(() => desk.close());

  checkCases({ name: 'conversations/twitter-care, import to pages' }, [
    { name: '525 conversations, each its own, and 1,211 messages', check: checkCounts },
    { name: 'first responses and durations as the file has them', check: checkTimes },
    { name: 'all of it again changes nothing', check: checkAgain },
  ]);

  async function checkCounts(): Promise<void> {
    const said = entries.filter(isSaid);
    expect([new Set(said.map(({ conversationId }) => conversationId)).size, said.length]).toEqual([525, 1211]);
    const written = said.filter(({ kind }) => kind === 'reply');
    expect(written.length).toBe(all.flatMap(tweetsOf).filter(({ isAgents }) => isAgents).length);
    const cards = await desk.ask((pages) => pages.selectFrom('tickets').selectAll().execute());
    expect(cards.map(({ channel }) => channel)).toEqual(Array.from({ length: 525 }, () => 'social'));
  }

  function checkTimes(): Promise<void> {
    const byConversation = Map.groupBy(entries.filter(isSaid), ({ conversationId }) => conversationId);
    const shown = [...byConversation.values()].map((said) =>
      toldOf(said.map(({ occurredAt, kind }) => ({ at: Date.parse(occurredAt), isAgents: kind === 'reply' }))),
    );
    expect(shown.toSorted(byBeginning)).toEqual(all.map((thread) => toldOf(tweetsOf(thread))).toSorted(byBeginning));
    return Promise.resolve();
  }

  async function checkAgain(): Promise<void> {
    const before = (await desk.history()).facts.length;
    const path = await desk.file('again.ndjson', lines.toReversed().join('\n'));
    const report = await desk.import('conversations', 'old-desk', path);
    expect(report).toMatchObject({ read: 1211, taken: 0, repeated: 1211 });
    expect((await desk.history()).facts.length).toBe(before);
  }
});

const isSaid = ({ kind }: Entry): boolean => kind === 'message' || kind === 'reply';

const tweetsOf = ({ dialogContent, agentURL }: Thread) => [
  ...dialogContent.map(({ datetime, agent }) => ({ at: Date.parse(datetime), isAgents: agent !== undefined })),
  { at: postedAt(agentURL.tweet_ID), isAgents: true },
];

function toldOf(said: readonly { readonly at: number; readonly isAgents: boolean }[]): Told {
  const times = said.map(({ at }) => at);
  const begunAt = Math.min(...times);
  const firstAnswer = Math.min(...said.filter(({ isAgents }) => isAgents).map(({ at }) => at));
  return {
    begunAt,
    messages: said.length,
    firstResponse: firstAnswer - begunAt,
    duration: Math.max(...times) - begunAt,
  };
}

const byBeginning = (one: Told, other: Told): number =>
  one.begunAt - other.begunAt || one.duration - other.duration || one.firstResponse - other.firstResponse;

/** A thread as lines of history, each with its time. */
function linesOf({ agentURL, dialogContent, dialogHeader }: Thread) {
  const { sessionID: conversation, company } = dialogHeader;
  const line = (at: number, id: string, author: unknown, text: string, customer?: string) => {
    const named = customer === undefined ? {} : { customer: { kind: 'x', id: customer } };
    const said = { conversation, id, at: new Date(at).toISOString(), channel: 'social', author, ...named, text };
    return { at, line: JSON.stringify(said) };
  };
  const tweets = dialogContent.map(({ client, client1, agent, datetime, message, tweet_ID }) => {
    const author = agent === undefined ? 'customer' : { agent };
    return line(Date.parse(datetime), tweet_ID, author, message, client ?? client1);
  });
  const { tweet_ID, url_utterance } = agentURL;
  return [...tweets, line(postedAt(tweet_ID), tweet_ID, { agent: company }, url_utterance)];
}
