import { DeskDied } from './desk-process.js';
import type { Answer, DeskAddress } from './desk-process.js';
import { faultInboxes } from './deliveries.js';
import type { Delivery } from './deliveries.js';

/** The door refused for now: pushed again later. */
export class ComeBackLater extends Error {
  constructor(
    readonly code: string,
    readonly retryAfter: string | null,
  ) {
    super(`${code}: come back in ${retryAfter} s`);
  }
}

/** Pushes deliveries as a good connector does: what was not acknowledged is pushed again, what was is remembered. */
export class Connector {
  readonly acknowledged: Delivery[] = [];
  /** Every time the door asked to come back later. */
  readonly refusals: ComeBackLater[] = [];
  readonly #waiting: Delivery[] = [];

  get waiting(): number {
    return this.#waiting.length;
  }

  handIn(...deliveries: readonly Delivery[]): void {
    this.#waiting.push(...deliveries);
  }

  /** Connects the inboxes; again and again it changes nothing. */
  async connect(desk: DeskAddress): Promise<void> {
    for (const [inbox, settings] of Object.entries(faultInboxes)) {
      const { status, text } = await desk.write('PUT', `/v1/inboxes/${inbox}`, `connect-${inbox}`, settings);
      if (status !== 200) throw new Error(`${status} ${text}`);
    }
  }

  /**
   * Pushes all that waits at once, some of it as batches. What finds no desk, or one that asks to come back, waits again.
   * `onAcknowledged` is told after each answer how many were acknowledged in this call.
   */
  async push(desk: DeskAddress, onAcknowledged: (count: number) => void = () => undefined): Promise<void> {
    let count = 0;
    const round = this.#waiting.splice(0);
    const groups = groupsOf(round);
    const pushed = await Promise.allSettled(
      groups.map(async (group) => {
        await (group.length === 1 ? pushOne(desk, group[0] as Delivery) : pushBatch(desk, group));
        this.acknowledged.push(...group);
        onAcknowledged((count += group.length));
      }),
    );
    pushed.forEach((outcome, at) => {
      if (outcome.status === 'fulfilled') return;
      this.#waiting.push(...(groups[at] ?? []));
      if (outcome.reason instanceof ComeBackLater) this.refusals.push(outcome.reason);
      else if (!(outcome.reason instanceof DeskDied)) throw outcome.reason;
    });
  }
}

function mustBeTaken({ status, retryAfter, text }: Answer): string {
  if (status === 503) throw new ComeBackLater((JSON.parse(text) as { code: string }).code, retryAfter);
  if (status !== 200 && status !== 201) throw new Error(`${status} ${text}`);
  return text;
}

/** Deliveries of one inbox that stand together may travel as one batch: every other run of them does. */
function groupsOf(deliveries: readonly Delivery[]): readonly (readonly Delivery[])[] {
  const groups: Delivery[][] = [];
  for (const delivery of deliveries) {
    const last = groups.at(-1);
    if (last?.[0]?.inbox === delivery.inbox && groups.length % 2 === 0) last.push(delivery);
    else groups.push([delivery]);
  }
  return groups;
}

async function pushOne(desk: DeskAddress, { inbox, nativeId, contentType, bytes }: Delivery): Promise<void> {
  const headers = { 'content-type': contentType, 'native-id': nativeId };
  mustBeTaken(await desk.ask('POST', `/v1/inboxes/${inbox}/envelopes`, { headers, body: bytes }));
}

async function pushBatch(desk: DeskAddress, group: readonly Delivery[]): Promise<void> {
  const lines = group.map(({ nativeId, contentType, bytes }) =>
    JSON.stringify({ nativeId, contentType, bodyBase64: bytes.toString('base64') }),
  );
  const path = `/v1/inboxes/${group[0]?.inbox}/envelopes/batch`;
  const headers = { 'content-type': 'application/x-ndjson' };
  const text = mustBeTaken(await desk.ask('POST', path, { headers, body: lines.join('\n') }));
  const { results } = JSON.parse(text) as { results: { envelope?: string }[] };
  if (results.length !== group.length || !results.every(({ envelope }) => envelope)) throw new Error(text);
}
