import { serveTask } from '../programs/child-program.js';
import { KeptAlive } from './kept-alive.js';

/** A page to ask for. */
export interface AskedPage {
  /** What its waits are told under. */
  readonly kind: string;
  readonly path: string;
  readonly key: string;
}

/** Pages asked for in turn; each caller asks for its next when it has its answer. */
export interface PageLoad {
  readonly port: number;
  readonly pages: readonly AskedPage[];
  readonly callers: number;
  /** Questions in all. */
  readonly requests: number;
}
export interface PageLoadDone {
  /** Milliseconds of each question, by kind of page. */
  readonly waits: Readonly<Record<string, readonly number[]>>;
  readonly perSecond: number;
}

/** Pages in an order that follows nothing: a step that has no factor in common with their number. */
const step = 7_919;

serveTask(async ({ port, pages, callers, requests }: PageLoad): Promise<PageLoadDone> => {
  const asked = pages.map(({ path, key, kind }) => ({
    kind,
    request: Buffer.from(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${key}\r\n\r\n`),
  }));
  const waits: Record<string, number[]> = Object.fromEntries(pages.map(({ kind }) => [kind, []]));
  const connections = await Promise.all(Array.from({ length: callers }, () => KeptAlive.open(port)));
  const turns = Array.from({ length: requests }, (_, n) => n).values();
  const start = performance.now();
  await Promise.all(connections.map(ask));
  const perSecond = requests / ((performance.now() - start) / 1000);
  for (const connection of connections) connection.close();
  return { waits, perSecond };

  async function ask(connection: KeptAlive): Promise<void> {
    for (const turn of turns) {
      const page = asked[(turn * step) % asked.length];
      if (page === undefined) throw new Error('no pages to ask for');
      const began = performance.now();
      const status = await connection.ask(page.request);
      if (status !== 200) throw new Error(`the desk answered ${status}`);
      waits[page.kind]?.push(performance.now() - began);
    }
  }
});
