/** A frame of an event stream, or a line of NDJSON (then without id and event). */
export interface Heard {
  readonly id?: string;
  readonly event?: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A client that stays: hears frames of an event stream, or lines of NDJSON, one after the other. */
export class Listener {
  private constructor(
    private readonly client: AbortController,
    private readonly heard: AsyncGenerator<Heard, void>,
    readonly contentType: string,
  ) {}

  /** Errors: an `Error` with the status where the answer is a refusal. */
  static async open(url: string, headers: Readonly<Record<string, string>>): Promise<Listener> {
    const client = new AbortController();
    const answer = await fetch(url, { headers, signal: client.signal });
    if (!answer.ok || !answer.body) throw new Error(`${answer.status} ${await answer.text()}`);
    const contentType = answer.headers.get('content-type') ?? '';
    const pieces = pieceByPiece(answer.body, contentType === 'text/event-stream' ? '\n\n' : '\n');
    return new Listener(client, heardIn(pieces), contentType);
  }

  /** The next frame or line; `undefined` where the answer ended. */
  async next(): Promise<Heard | undefined> {
    const { value } = await this.heard.next();
    return value ?? undefined;
  }

  /** The next for which this is so; what comes before is passed over. */
  async nextWhere(isIt: (heard: Heard) => boolean): Promise<Heard> {
    for (let heard = await this.next(); heard; heard = await this.next()) if (isIt(heard)) return heard;
    throw new Error('the answer ended before it was heard');
  }

  /** Everything up to the end of the answer. */
  async rest(): Promise<readonly Heard[]> {
    const all: Heard[] = [];
    for (let heard = await this.next(); heard; heard = await this.next()) all.push(heard);
    return all;
  }

  leave(): void {
    this.client.abort();
  }
}

async function* pieceByPiece(bytes: AsyncIterable<Uint8Array>, end: string): AsyncGenerator<string, void> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of bytes) {
    const pieces = (rest + decoder.decode(chunk, { stream: true })).split(end);
    rest = pieces.pop() ?? '';
    yield* pieces;
  }
}

/** Comments, which keep a connection alive, are passed over. */
async function* heardIn(pieces: AsyncIterable<string>): AsyncGenerator<Heard, void> {
  for await (const piece of pieces) {
    if (piece.startsWith('{')) yield { data: JSON.parse(piece) as Heard['data'] };
    const fields: Readonly<Record<string, string>> = Object.fromEntries(
      [...piece.matchAll(/^(id|event|data): (.*)$/gm)].map(([, name = '', text = '']) => [name, text]),
    );
    if ('data' in fields) yield { ...fields, data: JSON.parse(fields['data'] ?? '{}') as Heard['data'] };
  }
}
