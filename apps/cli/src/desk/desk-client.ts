import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { AnswerUnreadable, DeskUnreachable } from './desk.errors.js';
import { refusalIn } from './refusal.js';
import { textLines } from './text-lines.js';
import { withPatience } from './patience.js';

/** Fields of a query string; `undefined` ones are left out. */
export type Query = Readonly<Record<string, string | number | undefined>>;

/** Bytes on their way to the desk, with what is said beside them. */
export interface Sent {
  readonly body?: Uint8Array | string;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * A desk over HTTP, for one key. Writes name themselves, so that a repeat after "too busy" (429, 503) changes nothing.
 *
 * Errors of every call: `DeskRefusal`, `DeskUnreachable`, `AnswerUnreadable`.
 */
export class DeskClient {
  constructor(
    /** `http://host:port`, without a slash at the end. */
    readonly url: string,
    private readonly key: string,
    /** Ends calls under way; its reason is what they are refused with. */
    private readonly signal?: AbortSignal,
  ) {}

  /** The same desk, asked with another key. */
  as(key: string): DeskClient {
    return new DeskClient(this.url, key, this.signal);
  }

  get<Answer>(path: string, query: Query = {}): Promise<Answer> {
    return this.json<Answer>('GET', `${path}${queryText(query)}`, {});
  }

  post<Answer>(path: string, body: unknown = {}, commandId: string = randomUUID()): Promise<Answer> {
    return this.json<Answer>('POST', path, written(commandId, body));
  }

  put<Answer>(path: string, body: unknown, commandId: string = randomUUID()): Promise<Answer> {
    return this.json<Answer>('PUT', path, written(commandId, body));
  }

  delete<Answer>(path: string, commandId: string = randomUUID()): Promise<Answer> {
    return this.json<Answer>('DELETE', path, { headers: { 'idempotency-key': commandId } });
  }

  /** Sends bytes as they are; answers status and parsed answer. */
  async send<Answer>(path: string, sent: Sent): Promise<{ readonly status: number; readonly answer: Answer }> {
    const response = await this.patiently(() => this.request('POST', path, sent));
    return { status: response.status, answer: await this.parsed<Answer>(response) };
  }

  /** Long work at the desk: its lines (NDJSON) as they come. */
  lines<Line>(path: string, body: unknown = {}): AsyncGenerator<Line, void> {
    return this.linesOf<Line>(() => this.request('POST', path, written(randomUUID(), body)));
  }

  /** A long answer: its lines (NDJSON) as they come. */
  told<Line>(path: string, query: Query = {}): AsyncGenerator<Line, void> {
    return this.linesOf<Line>(() => this.request('GET', `${path}${queryText(query)}`, {}));
  }

  private async *linesOf<Line>(call: () => Promise<Response>): AsyncGenerator<Line, void> {
    const response = await this.patiently(call);
    if (!response.body) throw new AnswerUnreadable(this.url);
    try {
      for await (const line of textLines(response.body)) yield JSON.parse(line) as Line;
    } catch (fault) {
      throw fault instanceof SyntaxError ? new AnswerUnreadable(this.url) : this.faultOf(fault);
    }
  }

  private async json<Answer>(method: string, path: string, sent: Sent): Promise<Answer> {
    return this.parsed<Answer>(await this.patiently(() => this.request(method, path, sent)));
  }

  private patiently(call: () => Promise<Response>): Promise<Response> {
    return withPatience(call, this.signal);
  }

  /** One try. Errors: `DeskRefusal`, `DeskUnreachable`. */
  private async request(method: string, path: string, { body, headers }: Sent): Promise<Response> {
    const authorization = `Bearer ${this.key}`;
    const init = { method, headers: { authorization, ...headers }, body: body ?? null, signal: this.signal ?? null };
    const response = await fetch(`${this.url}${path}`, init as RequestInit).catch((fault: unknown) => {
      throw this.faultOf(fault);
    });
    if (response.ok) return response;
    throw await refusalIn(response);
  }

  private faultOf(fault: unknown): unknown {
    return this.signal?.aborted === true ? this.signal.reason : new DeskUnreachable(this.url, fault);
  }

  private async parsed<Answer>(response: Response): Promise<Answer> {
    const body = response.body ? await text(response.body) : '';
    try {
      return (body === '' ? {} : JSON.parse(body)) as Answer;
    } catch {
      throw new AnswerUnreadable(this.url);
    }
  }
}

const written = (commandId: string, body: unknown): Sent => ({
  headers: { 'idempotency-key': commandId, 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

function queryText(query: Query): string {
  const text = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) text.set(name, String(value));
  return text.size === 0 ? '' : `?${text.toString()}`;
}
