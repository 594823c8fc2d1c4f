import type { CommandResult, CommandResults } from '#desk-store';
import type { Instant } from '#domain';
import type { EventLogReader, RecordedEvent } from '#event-log';
import type { Clock } from '../clock.js';
import { backFromEnd } from '../recording/events-about.js';
import { CommandIdReused } from './command.errors.js';
import type { CommandAnswer } from './desk-command.js';
import { correlationOf, isCauseOfRequest } from './request.js';
import type { Request } from './request.js';

/** Where the facts of a command stand, and what it makes. */
export interface Note {
  readonly stream: string;
  readonly made?: string;
}

/**
 * First answers to commands, 30 days by command id. A command is noted before it is written: whether it was, and what it
 * brought about, the log tells from then on, also after a crash between the two. Only where there was nothing to write is
 * the answer itself kept.
 */
export class Answers {
  constructor(
    private readonly results: CommandResults,
    private readonly log: EventLogReader,
    private readonly clock: Clock,
  ) {}

  /** What an earlier try was answered, or would have been; `undefined` where none came to anything. Errors: `CommandIdReused`. */
  async toEarlierTry(request: Request): Promise<CommandAnswer | undefined> {
    const kept = await this.results.find(request.commandId);
    if (!kept) return undefined;
    const said = contentOf(kept, request);
    return isNote(said) ? this.inLog(request, said, kept.answeredAt) : said;
  }

  /** Durable when it resolves: from now on the id belongs to this request. Errors: `CommandIdReused`. */
  async note(request: Request, note: Note): Promise<void> {
    contentOf(await this.results.keep(this.resultOf(request, note)), request);
  }

  /** Keeps what a command was answered that had nothing to write; answers what is in force. Errors: `CommandIdReused`. */
  async keep(request: Request, answer: CommandAnswer): Promise<CommandAnswer> {
    const result = this.resultOf(request, answer);
    const said = contentOf(await this.results.keep(result), request);
    if (!isNote(said)) return said;
    await this.results.replace(result);
    return answer;
  }

  /**
   * What the log tells of a command that was noted at this instant, or, where that is left out, of one that another process
   * carries out meanwhile; `undefined` where it says nothing of it. Errors: `CommandIdReused`.
   */
  async inLog({ commandId, cause }: Request, note: Note, notedAt?: Instant): Promise<CommandAnswer | undefined> {
    const events = await this.factsOf(correlationOf(commandId), note.stream, notedAt);
    const last = events.at(-1);
    if (!last) return undefined;
    if (last.causationId !== cause) throw new CommandIdReused(commandId);
    const position = (await this.log.positionOf?.(last)) ?? last.position;
    return answerOf({ commandId }, note, events, position);
  }

  /** Facts of a command stand together, behind what was written before it was noted: nobody looks further back than that. */
  private async factsOf(
    correlation: string,
    stream: string,
    notedAt = latestInstant,
  ): Promise<readonly RecordedEvent[]> {
    const facts: RecordedEvent[] = [];
    const notBefore = dayBefore(notedAt);
    let looked = 0;
    for await (const event of backFromEnd(this.log, stream)) {
      looked += 1;
      const isMeant = event.correlationId === correlation && isCauseOfRequest(event.causationId);
      if (isMeant) facts.push(event);
      else if (facts.length > 0 || (looked >= lookedAt && event.recordedAt < notBefore)) break;
    }
    return facts.reverse();
  }

  private resultOf({ commandId, bodyDigest }: Request, said: Note | CommandAnswer): CommandResult {
    return { commandId, bodyDigest, result: JSON.stringify(said), answeredAt: this.clock.now() };
  }
}

/** The answer to a command that brought these facts about. */
export const answerOf = (
  { commandId }: Pick<Request, 'commandId'>,
  { made }: Pick<Note, 'made'>,
  facts: readonly { readonly type: string }[],
  position: bigint,
): CommandAnswer => ({
  commandId,
  facts: facts.map(({ type }) => type),
  position: String(position),
  ...(made === undefined ? {} : { made }),
});

/** So many are looked at in any case. */
const lookedAt = 1000;
/** Later than any. */
const latestInstant: Instant = '9999-12-31T23:59:59.999Z';

/** Clocks of different machines are not a day apart. */
const dayBefore = (at: Instant): Instant => new Date(Date.parse(at) - 24 * 60 * 60 * 1000).toISOString();

const isNote = (said: Note | CommandAnswer): said is Note => 'stream' in said;

function contentOf({ bodyDigest, commandId, result }: CommandResult, request: Request): Note | CommandAnswer {
  if (bodyDigest !== request.bodyDigest) throw new CommandIdReused(commandId);
  return JSON.parse(result) as Note | CommandAnswer;
}
