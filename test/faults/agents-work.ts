import type { Chance } from './chance.js';
import type { DeskAddress } from './desk-process.js';

interface Command {
  readonly path: string;
  readonly body?: { readonly text: string };
}

/** An agent who works on the queue, and repeats whatever was not answered, under the same id. */
export class AgentsWork {
  readonly #unanswered = new Map<string, Command>();
  #replies = 0;

  constructor(private readonly chance: Chance) {}

  /** Replies that were taken. */
  get replies(): number {
    return this.#replies;
  }

  /** Repeats what was not answered, then takes a ticket of the queue: claims it, answers it, or is done with it. */
  async goOn(desk: DeskAddress): Promise<void> {
    for (const [id, command] of [...this.#unanswered]) await this.#carryOut(desk, id, command);
    const { text } = await desk.ask('GET', '/v1/queue?limit=5');
    const { tickets = [] } = JSON.parse(text) as { tickets?: { ticketId: string }[] };
    const ticket = this.chance.pick(tickets)?.ticketId;
    if (ticket === undefined) return;
    const id = `command-${this.chance.between(0, 0x7fff_fffe)}`;
    const action = this.chance.pick(['claim', 'replies', 'resolution']) ?? 'claim';
    const body = action === 'replies' && { body: { text: `answered by ${id}` } };
    await this.#carryOut(desk, id, { path: `/v1/tickets/${ticket}/${action}`, ...body });
  }

  async #carryOut(desk: DeskAddress, id: string, { path, body }: Command): Promise<void> {
    this.#unanswered.set(id, { path, ...(body && { body }) });
    const { status, text } = await desk.write('POST', path, id, body);
    if (status >= 500) throw new Error(`${status} ${text}`);
    this.#unanswered.delete(id);
    if (status >= 300 || !body) return;
    if (!text.includes('"ReplyWritten"')) throw new Error(`another answer than the first: ${text}`);
    this.#replies += 1;
  }
}
