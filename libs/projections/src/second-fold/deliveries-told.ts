import type { ClearEvent, EventLogReader } from '#event-log';
import type { PageWriter } from '#read-store';
import { deliveries } from '../deliveries/index.js';
import type { Delivery } from '../deliveries/index.js';
import { idOf } from '../projection/index.js';
import { PagesDiffer } from './pages-differ.js';

/** How far each report says a message came. */
const told: Readonly<Record<string, Delivery['status']>> = {
  ReplySent: 'sent',
  ReplyFailed: 'failed',
  ReplyDelivered: 'delivered',
  ReplyRead: 'read',
};
/** The nearest first. */
const distances: readonly Delivery['status'][] = ['sent', 'failed', 'delivered', 'read'];

/**
 * Holds what became of our messages against the reports about them, met in log order: the furthest stands, of equal ones the
 * earliest, as it was reported; and what stands was reported. So nothing is kept of a message but where a report is still
 * to come that its row tells of.
 */
export class DeliveriesTold {
  readonly #awaited = new Map<number, Delivery>();

  constructor(
    private readonly log: EventLogReader,
    private readonly dropped: ReadonlySet<string>,
  ) {}

  /** Answers how many rows were looked at. Errors: `PagesDiffer`. */
  async check(pages: PageWriter, events: readonly ClearEvent[]): Promise<number> {
    const reports = events.filter(({ type }) => type in told);
    const rows = await pages.load(
      deliveries,
      reports.map(({ clear }) => [String(clear['nativeKey'])]),
    );
    for (const [place, report] of reports.entries())
      await this.#checkReport(report, rows[place] as unknown as Delivery | undefined);
    return reports.length;
  }

  /** Every report rows told of was met. Errors: `PagesDiffer`. */
  finish(): void {
    for (const { customerId, nativeKey } of this.#awaited.values())
      throw new PagesDiffer({ table: deliveries.name, row: nativeKey, stream: `customer-${customerId}`, columns: ['position'] }); // prettier-ignore
  }

  async #checkReport(report: ClearEvent, row: Delivery | undefined): Promise<void> {
    const position = Number(report.position);
    this.#awaited.delete(position);
    if (this.dropped.has(report.id)) return;
    const columns = row === undefined ? [] : await this.#differing(report, row);
    if (row !== undefined && columns.length === 0) return;
    const nativeKey = String(report.clear['nativeKey']);
    throw new PagesDiffer({ table: deliveries.name, row: nativeKey, stream: report.stream, columns });
  }

  async #differing(report: ClearEvent, row: Delivery): Promise<readonly string[]> {
    const known = reportedIn(report);
    if (row.position === known.position) return differingIn({ ...row }, { ...known, ...heldIn(report) });
    const columns = [...differingIn({ ...row }, heldIn(report)), ...(standsBehind(known, row) ? [] : ['status'])];
    if (row.position > known.position) this.#awaited.set(row.position, row);
    else if (!(await this.#wasReported(row))) columns.push('position');
    return columns;
  }

  async #wasReported({ position, nativeKey }: Delivery): Promise<boolean> {
    const { events: [event] = [] } = (await this.log.readClear(BigInt(position) - 1n, 1)) ?? {};
    return event !== undefined && event.type in told && event.clear['nativeKey'] === nativeKey;
  }
}

/** What stands where this is the report that stands. */
const reportedIn = ({ type, stream, clear, occurredAt, position }: ClearEvent) => ({
  customerId: idOf(stream),
  inbox: String(clear['inbox']),
  status: told[type] ?? 'sent',
  at: occurredAt,
  reason: type === 'ReplyFailed' ? String(clear['reason']) : '',
  position: Number(position),
});

/** What stands whichever report does. */
const heldIn = ({ clear }: ClearEvent): Readonly<Record<string, unknown>> => ({
  ...(clear['messageId'] !== undefined && { replyId: clear['messageId'] }),
  ...(clear['maybeTwice'] === true && { maybeTwice: 1 }),
});

const differingIn = (row: Readonly<Record<string, unknown>>, expected: Readonly<Record<string, unknown>>): string[] =>
  Object.keys(expected).filter((column) => row[column] !== expected[column]);

type Report = Pick<Delivery, 'status' | 'at' | 'position'>;

/** Whether a report is not the one that stands. */
function standsBehind(one: Report, standing: Report): boolean {
  const further = distances.indexOf(standing.status) - distances.indexOf(one.status);
  if (further !== 0) return further > 0;
  return standing.at === one.at ? standing.position < one.position : standing.at < one.at;
}
