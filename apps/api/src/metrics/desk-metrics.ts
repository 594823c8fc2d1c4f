import type { FastifyInstance } from 'fastify';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Door } from '#application';
import type { Measures, Numbers } from './measure.js';
import { spreadText } from './spread-text.js';

type Kept = Pick<Door, 'keep'>;

/** Answers take well under a millisecond at the door, and seconds where a question waits for its position. */
const secondsOfAnswers = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * What the desk counts while it works, and what it is asked for when somebody scrapes: in the form Prometheus reads.
 * The process's own figures (memory, processor time, delay of the event loop) are counted from the first scrape on.
 */
export class DeskMetrics {
  private readonly registry = new Registry();
  private readonly answers = new Histogram({
    name: 'sijil_http_answer_seconds',
    help: 'How long requests took to be answered, by route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: secondsOfAnswers,
    registers: [this.registry],
  });
  private readonly envelopes = new Counter({
    name: 'sijil_door_envelopes_total',
    help: 'Envelopes that were acknowledged, new ones and repeats.',
    labelNames: ['inbox', 'outcome'],
    registers: [this.registry],
  });
  private watchesProcess = false;

  constructor(private readonly measures: Measures) {}

  /** Counts every answer of a server. */
  watch(server: FastifyInstance): void {
    server.addHook('onResponse', (request, reply, done) => {
      const { method, routeOptions } = request;
      const labels = { method, route: routeOptions.url ?? 'none', status: String(reply.statusCode) };
      this.answers.observe(labels, reply.elapsedTime / 1000);
      done();
    });
  }

  /** The same door, counted. */
  counted(door: Kept): Kept {
    return {
      keep: async (inbox, deliveries) => {
        const receipts = await door.keep(inbox, deliveries);
        const repeated = receipts.reduce((sum, receipt) => sum + Number(receipt.repeated), 0);
        if (repeated > 0) this.envelopes.inc({ inbox, outcome: 'repeated' }, repeated);
        if (receipts.length > repeated) this.envelopes.inc({ inbox, outcome: 'kept' }, receipts.length - repeated);
        return receipts;
      },
    };
  }

  readonly contentType = Registry.PROMETHEUS_CONTENT_TYPE;

  /** All of it, as text. */
  async text(): Promise<string> {
    this.watchProcess();
    const told = await this.measures();
    const numbers = registryOf(told.filter((measure) => measure.kind !== 'histogram'));
    const spreads = told.filter((measure) => measure.kind === 'histogram').map(spreadText);
    return [await Registry.merge([this.registry, numbers]).metrics(), ...spreads].join('');
  }

  private watchProcess(): void {
    if (this.watchesProcess) return;
    this.watchesProcess = true;
    collectDefaultMetrics({ register: this.registry });
  }
}

function registryOf(measures: readonly Numbers[]): Registry {
  const registry = new Registry();
  for (const { name, help, kind, values } of measures) {
    const labelNames = [...new Set(values.flatMap(({ labels = {} }) => Object.keys(labels)))];
    const form = { name, help, labelNames, registers: [registry] };
    const page = kind === 'counter' ? new Counter(form) : new Gauge(form);
    for (const { labels = {}, value } of values) page.inc(labels, value);
  }
  return registry;
}
