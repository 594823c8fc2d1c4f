import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { destination, pino } from 'pino';
import type { Logger } from 'pino';
import { systemClock } from '#application';
import type { Clock } from '#application';
import type { Settings } from '#settings';
import { wordsOf } from '../fault-words.js';
import type { DeskIdentity } from '../identity.js';
import { openStores } from '../stores/stores.js';
import type { Stores } from '../stores/stores.js';
import { DoorPressure, isFarBehind } from '../threads/door-pressure.js';
import { keepHeapsInProportion } from '../threads/heap-growth.js';
import { letHelpersStepBack } from '../threads/step-back.js';
import { foundDesk, mustFitTogether } from './found-desk.js';
import { stopAll } from './part.js';
import type { Part } from './part.js';
import { Works } from './works.js';

export interface StartOptions {
  readonly settings: Settings;
  /** Structured lines on standard error at the level of the settings, where it is left out. */
  readonly logger?: Logger;
  /** The machine's, where it is left out. A desk that lives through a planned day has another. */
  readonly clock?: Clock;
}

/** Where a part of the desk tells what went wrong. */
export interface Telling {
  readonly onWarning: (warning: string) => void;
  readonly onFault: (fault: unknown) => void;
}

/** What every process of a desk stands on, whatever it does. */
export interface Foundation {
  readonly settings: Settings;
  readonly stores: Stores;
  readonly identity: DeskIdentity;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Names this process wherever only one may be at work. */
  readonly holder: string;
  readonly onFault: (where: string, fault: unknown) => void;
  /** The same for one part, by its name. */
  readonly telling: (where: string) => Telling;
  /** Sees to it that a part is stopped when the process is: the last one begun first. */
  readonly begun: <Begun extends Part>(part: Begun) => Begun;
  /** What health and metrics tell of by name. */
  readonly works: Works;
  /** False from the moment the process is asked to stop. */
  readonly isStaying: () => boolean;
}

/**
 * Opens the stores, makes sure that they are of one desk, and lets `build` put up what this process is to do. What it
 * has begun is stopped in order, by `stop` or where the rest cannot be put up.
 * Errors: those of the stores (in use, schema unknown), `DeskRestored`, `DeskBehindLog`, `KeysBehindDesk`, `LogRestored`,
 * `DeskIdFixed`, `HandleKeyMismatch`, and those of `build`.
 */
export async function standOnFoundation<Standing extends object>(
  { settings, logger = loggerOf(settings), clock = systemClock }: StartOptions,
  build: (foundation: Foundation) => Promise<Standing>,
): Promise<Standing & Part> {
  letHelpersStepBack();
  const stores = await openStores(settings, (warning) => logger.warn({ warning }, 'warning'));
  const started: Part[] = [{ stop: () => stores.close() }, new DoorPressure(), keepHeapsInProportion(isFarBehind)];
  const end = () => stopAll(started.splice(0).reverse());
  let isStaying = true;
  const stop = once(async () => {
    isStaying = false;
    await pause(settings.drainNoticeSeconds * 1000);
    await end();
  });
  try {
    const holder = randomUUID();
    await mustFitTogether(stores);
    const identity = await foundDesk(stores, settings, holder);
    const begun = <Begun extends Part>(part: Begun) => (started.push(part), part);
    const given = { settings, stores, identity, clock, logger, holder, works: new Works(), ...toldTo(logger) };
    return { ...(await build({ ...given, begun, isStaying: () => isStaying })), stop };
  } catch (fault) {
    await end().catch(() => undefined);
    throw fault;
  }
}

function toldTo(logger: Logger): Pick<Foundation, 'onFault' | 'telling'> {
  const onFault = (where: string, fault: unknown) => logger.error({ where, ...wordsOf(fault) }, 'fault');
  const telling = (where: string): Telling => ({
    onWarning: (warning) => logger.warn({ where, warning }, 'warning'),
    onFault: (fault) => onFault(where, fault),
  });
  return { onFault, telling };
}

const loggerOf = ({ logLevel }: Settings): Logger => pino({ level: logLevel }, destination(2));

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= work());
}
