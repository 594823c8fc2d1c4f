import { openDeskStore } from '#desk-store/open';
import type { RecordedEvent } from '#event-log';
import { commandStories, mortalStores, openScene, ProcessDied, TestDesk, testStores } from '../../testing/index.js';
import type { CommandStory, Death, Scene, TestStores } from '../../testing/index.js';
import { recordersOver } from '../recording/recorders.js';
import { CommandIdReused } from './command.errors.js';
import type { CommandAnswer, DeskCommand } from './desk-command.js';

const ali = { class: 'agent', id: 'ali' } as const;
const mona = { class: 'agent', id: 'mona' } as const;
/** More writes than any command makes. */
const mostWrites = 12;

/** What a log says, but for times, and for ticket numbers, which have gaps after a crash. */
const wordsOf = (events: readonly RecordedEvent[]) =>
  events.map(({ stream, version, type, actor, clear: { number: _, ...clear } }) => ({ stream, version, type, actor, clear })); // prettier-ignore

describe('a command that comes again after a crash', () => {
  let stores: TestStores;
  let desk: TestDesk;
  let scene: Scene;
  /** Everything that comes before the command, over empty stores. */
  const prepare = async ({ given }: Pick<CommandStory, 'given'>, like?: TestStores) => {
    stores = await testStores(like);
    ({ desk, scene } = await openScene(stores));
    for (const [at, command] of given(scene).entries()) await desk.commands.execute(`given ${at}`, ali, command);
  };
  const ask = (command: DeskCommand, by: TestDesk = desk, actor: typeof ali | typeof mona = ali) =>
    by.commands.execute('the command', actor, command);
  const restart = async () => {
    desk = await TestDesk.open(stores);
  };
  /** Asks a desk that dies at this write; its answer, where it got that far. */
  const askAndDie = async (command: DeskCommand, death: Death): Promise<CommandAnswer | undefined> => {
    try {
      return await ask(command, await TestDesk.open(mortalStores(stores, death)));
    } catch (fault) {
      if (!(fault instanceof ProcessDied)) throw fault;
      return undefined;
    } finally {
      await restart();
    }
  };
  const deaths = Array.from({ length: mostWrites }, (_, at) =>
    (['before', 'after'] as const).map((when): Death => ({ write: at + 1, when })),
  ).flat();
  /** Other requests than this one: about the same ticket, about another customer’s, and the same by another agent. */
  const otherRequests = (command: DeskCommand): readonly (() => Promise<unknown>)[] => [
    () => ask({ kind: 'AddNote', ticketId: `${scene.lina}.1`, text: 'another' }),
    () => ask({ kind: 'AddNote', ticketId: `${scene.sami}.1`, text: 'another' }),
    () => ask({ kind: 'DisconnectInbox', inbox: 'nowhere' }),
    () => ask(command, desk, mona),
  ];

  it.each(commandStories)(
    '$what gets the answer of one that met no crash, at whichever write it died',
    async (story) => {
      await prepare(story);
      const twin = stores;
      const answer = await ask(story.when(scene));
      const events = wordsOf(await desk.events());
      for (const death of deaths) {
        await prepare(story, twin);
        const heard = await askAndDie(story.when(scene), death);
        if (heard) expect(heard).toEqual(answer);
        for (let time = 0; time < 2; time += 1) expect(await ask(story.when(scene))).toEqual(answer);
        expect(wordsOf(await desk.events())).toEqual(events);
      }
    },
  );

  it.each(commandStories)('$what lets nobody else have its id, once anything was written', async (story) => {
    await prepare(story);
    const death: Death = { of: 'appendMany', write: 1, when: 'after' };
    expect(await askAndDie(story.when(scene), death)).toBeUndefined();
    const { length } = await desk.events();
    for (const other of otherRequests(story.when(scene))) await expect(other()).rejects.toThrow(CommandIdReused);
    expect(await desk.events()).toHaveLength(length);
    expect((await ask(story.when(scene))).facts).toEqual(story.then.slice(0, story.what.startsWith('transferring') ? 1 : undefined)); // prettier-ignore
  });

  it('keeps its id also where the crash came before anything was written, and is carried out', async () => {
    await prepare({ given: () => [] });
    const note = { kind: 'AddNote', ticketId: `${scene.lina}.1`, text: 'called the carrier' } as const;
    expect(await askAndDie(note, { of: 'keep', write: 1, when: 'after' })).toBeUndefined();
    for (const other of otherRequests(note)) await expect(other()).rejects.toThrow(CommandIdReused);
    expect(await ask(note)).toMatchObject({ facts: ['NoteAdded'] });
  });

  it('finds its answer in the log when the desk store was restored from before it', async () => {
    await prepare({ given: () => [] });
    const note = { kind: 'AddNote', ticketId: `${scene.lina}.1`, text: 'called the carrier' } as const;
    const answer = await ask(note);
    stores = { ...stores, store: await openDeskStore('memory:') };
    await restart();
    expect(await ask(note)).toEqual(answer);
    await expect(ask({ ...note, text: 'another' })).rejects.toThrow(CommandIdReused);
    expect((await desk.events()).filter(({ type }) => type === 'NoteAdded')).toHaveLength(1);
  });

  it('keeps to its answer that it was so already, although it was noted before and is not so any more', async () => {
    await prepare({ given: () => [] });
    const tag = { kind: 'TagTicket', ticketId: `${scene.lina}.1`, tag: 'parcel' } as const;
    await askAndDie(tag, { of: 'keep', write: 1, when: 'after' });
    await desk.commands.execute('tagged', mona, tag);
    const answer = await ask(tag);
    expect(answer).toMatchObject({ facts: [] });
    await desk.commands.execute('untagged', mona, { ...tag, kind: 'UntagTicket' });
    expect(await ask(tag)).toEqual(answer);
    await restart();
    expect(await ask(tag)).toEqual(answer);
    await expect(ask({ ...tag, tag: 'letter' })).rejects.toThrow(CommandIdReused);
  });

  it('writes nothing but its facts and the note of it, nothing where it is refused', async () => {
    await prepare({ given: () => [] });
    const kept: unknown[] = [];
    const { results } = stores.store;
    const keep = results.keep.bind(results);
    results.keep = (result) => {
      kept.push(JSON.parse(result.result));
      return keep(result);
    };
    await ask({ kind: 'AddNote', ticketId: `${scene.lina}.1`, text: 'one' });
    expect(kept).toMatchObject([{ stream: `customer-${scene.lina}` }]);
    const close = { kind: 'CloseTicket', ticketId: `${scene.lina}.1` } as const;
    await expect(desk.commands.execute('close', ali, close)).rejects.toMatchObject({ code: 'TICKET.NOT_RESOLVED' });
    expect(kept).toHaveLength(1);
  });

  it('does not take for its own what only followed from it', async () => {
    await prepare({ given: () => [] });
    const tag = { kind: 'TagTicket', ticketId: `${scene.lina}.1`, tag: 'parcel' } as const;
    const answer = await ask(tag);
    const at = '2026-03-01T09:00:00.000Z';
    const basis = { commandId: 'follows', at, occurredAt: at, receivedAt: at, actor: ali };
    const occasion = { ...basis, correlationId: 'command-the command', causationId: 'an event' };
    const clear = { ticketId: tag.ticketId, tag: 'letter', cause: 'follows' };
    const step = { occasion, decide: () => [{ type: 'TicketTagged', clear }], plain: [] };
    const { files } = recordersOver(stores.log, stores.sealer);
    await files.record([{ stream: `customer-${scene.lina}`, owner: scene.lina, steps: [step] }]);
    expect(await ask(tag)).toEqual(answer);
  });

  it('says in the log by which request it was, and nothing of what was in it', async () => {
    await prepare({ given: () => [] });
    await ask({ kind: 'ClaimHandle', customerId: scene.lina, handleKind: 'email', handle: 'lina@work.example' });
    const claimed = (await desk.events()).at(-1);
    expect(claimed).toMatchObject({ type: 'HandleClaimed', correlationId: 'command-the command' });
    expect(claimed?.causationId).toMatch(/^request-[0-9a-hjkmnp-tv-z]{26}$/);
  });
});
