import { attendDoors, composeDesk, deskPagesOver, intakeElsewhere, mustBeShared, openTopicDoor, questionsThrough, serveApi, sharedErrands, standOnFoundation, startReaders } from '#apps/sijil'; // prettier-ignore
import type { Foundation, RunningDesk, StartOptions } from '#apps/sijil';
import { questionNames } from '#queries';
import { ChatWindows } from './chat/chat-windows.js';
import { copiedElsewhere } from './copied-elsewhere.js';

/**
 * The doors of a desk in a process of their own: what connectors and chat windows push, what agents ask and command, the
 * feed. Any number may be open.
 * Errors: `StoresNotShared`, those of `standOnFoundation`.
 */
export async function startApiRole(options: StartOptions): Promise<RunningDesk> {
  mustBeShared('api', options.settings);
  return standOnFoundation(options, openDoors);
}

async function openDoors(foundation: Foundation): Promise<Omit<RunningDesk, 'stop'>> {
  const { stores, identity, begun } = foundation;
  const errands = sharedErrands(stores);
  const readers = startReaders(foundation);
  const pages = deskPagesOver(questionsThrough(readers.written, questionNames), stores.log);
  const desk = await composeDesk({ foundation, pages, intake: intakeElsewhere(errands), outbox: { look: nothing } });
  const windows = new ChatWindows();
  begun(attendDoors(errands, windows, foundation));
  await openTopicDoor(foundation, desk);
  const elsewhere = { ...(await copiedElsewhere(foundation)), isWell: () => true, onWebhookChange: nothing };
  return { ...(await serveApi(foundation, { desk, readers, windows, ...elsewhere })), identity };
}

/** Whoever is to hear of a change looks by himself. */
const nothing = (): void => undefined;
