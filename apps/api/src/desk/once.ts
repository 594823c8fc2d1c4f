import { createHash } from 'node:crypto';
import { CommandIdReused } from '#application';
import type { Clock } from '#application';
import type { CommandResult, CommandResults } from '#desk-store';
import { failpoint } from '#failpoints';
import { canonicalJson } from '#sealing';
import type { WriteHead } from './desk-write.js';

/** Something the log knows nothing of, in two steps. */
export interface Deed<Chosen extends object, Answer> {
  /** Judges whether it can be, and chooses what must be the same at every try; nothing is done yet. */
  choose(): Promise<Chosen>;
  /** Does it. After a crash it is done again with what was chosen first, and must come to the same. */
  act(chosen: Chosen): Promise<Answer>;
}

/** What was chosen, kept before anything is done. */
interface Note {
  readonly noted: object;
}

/**
 * Does what the log knows nothing of, once: it is noted before it is done, as commands are, so the id belongs to the
 * request from then on; a repeat gets the first answer, and what a crash cut short is done to its end.
 */
export class Once {
  /** Deeds under way, by id: a repeat that comes meanwhile waits for the first. */
  private readonly underWay = new Map<string, Promise<unknown>>();

  constructor(
    private readonly results: CommandResults,
    private readonly clock: Clock,
  ) {}

  /** Errors: `CommandIdReused` when the id belongs to another request; those of the deed. */
  async do<Chosen extends object, Answer extends object>(
    { commandId, actor }: WriteHead,
    asked: Readonly<Record<string, string | boolean>>,
    deed: Deed<Chosen, Answer>,
  ): Promise<Answer> {
    while (this.underWay.has(commandId)) await this.underWay.get(commandId)?.catch(() => undefined);
    const body = canonicalJson({ actor: { ...actor }, asked });
    const doing = this.doOnce(commandId, createHash('sha256').update(body).digest('hex'), deed);
    this.underWay.set(commandId, doing);
    return doing.finally(() => this.underWay.delete(commandId));
  }

  private async doOnce<Chosen extends object, Answer extends object>(
    commandId: string,
    bodyDigest: string,
    deed: Deed<Chosen, Answer>,
  ): Promise<Answer> {
    const kept = await this.results.find(commandId);
    const said = kept ? contentOf<Answer>(kept, bodyDigest) : await this.note(commandId, bodyDigest, deed);
    if (!isNote(said)) return said;
    failpoint('once.noted');
    const answer = await deed.act(said.noted as Chosen);
    failpoint('once.done');
    await this.results.replace(this.resultOf(commandId, bodyDigest, answer));
    return answer;
  }

  private async note<Answer extends object>(
    commandId: string,
    bodyDigest: string,
    deed: Deed<object, Answer>,
  ): Promise<Note | Answer> {
    const note: Note = { noted: await deed.choose() };
    return contentOf(await this.results.keep(this.resultOf(commandId, bodyDigest, note)), bodyDigest);
  }

  private resultOf(commandId: string, bodyDigest: string, said: object): CommandResult {
    return { commandId, bodyDigest, result: JSON.stringify(said), answeredAt: this.clock.now() };
  }
}

const isNote = (said: object): said is Note => 'noted' in said;

function contentOf<Answer>(kept: CommandResult, bodyDigest: string): Note | Answer {
  if (kept.bodyDigest !== bodyDigest) throw new CommandIdReused(kept.commandId);
  return JSON.parse(kept.result) as Note | Answer;
}
