import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { text } from 'node:stream/consumers';
import { askedAt } from './asked-service.js';
import type { Offer, ServiceName } from './asked-service.js';

/** A service that was started, and somebody who waits for it. */
export interface StartedService {
  readonly address: string;
  end(): Promise<void>;
}

/** How a service is had. */
export interface Service {
  /** The address of one that somebody runs already. */
  readonly given: string | undefined;
  /** Starts our own, where none is given. Errors: `Error`, which says why there is none. */
  start(): Promise<StartedService>;
}

/** Offers services to the suites of a run: each is started when the first suite asks, and all of them share it. */
export class ServiceOffer {
  readonly #started = new Map<ServiceName, Promise<StartedService>>();
  // Half open: whoever asks says its word to the end, and then listens.
  readonly #answering: Server = createServer({ allowHalfOpen: true }, (asker) => {
    asker.on('error', () => undefined);
    void text(asker)
      .then((name) => this.#offer(name as ServiceName))
      .then((offer) => asker.end(JSON.stringify(offer)));
  });

  constructor(private readonly services: Readonly<Record<ServiceName, Service>>) {}

  /** Before the first suite: nothing is started yet. */
  async open(): Promise<void> {
    this.#answering.listen(0, '127.0.0.1').unref();
    await once(this.#answering, 'listening');
    process.env[askedAt] = String((this.#answering.address() as AddressInfo).port);
  }

  /** After the last suite: ends what was started. */
  async close(): Promise<void> {
    this.#answering.close();
    const ending = [...this.#started.values()].map((starting) => starting.then((one) => one.end()));
    // What could not be started has nothing to end.
    await Promise.allSettled(ending);
  }

  async #offer(name: ServiceName): Promise<Offer> {
    const { given } = this.services[name];
    if (given) return { address: given };
    try {
      return { address: (await this.#start(name)).address };
    } catch (fault) {
      return { reason: fault instanceof Error ? fault.message : String(fault) };
    }
  }

  #start(name: ServiceName): Promise<StartedService> {
    const starting = this.#started.get(name) ?? this.services[name].start();
    this.#started.set(name, starting);
    return starting;
  }
}
