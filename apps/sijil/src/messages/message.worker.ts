import { workerData } from 'node:worker_threads';
import { move, transferableSymbol, valueSymbol } from 'piscina';
import type { AttachmentBytes } from '#apps/api';
import { openBlobStore } from '#blobs/open';
import type { RecordedEvent } from '#event-log';
import { openEventLogReader } from '#event-log/open';
import { openedMessage } from '#messages/open';
import type { OpenedMessage } from '#messages';
import { Sealer } from '#sealing';
import type { MessagePart, ReplyPart, SenderPart } from '#sealing';
import { openSealingKeys } from '#sealing/open';
import { stepBack } from '../threads/step-back.js';

/** Where a thread finds what it opens. */
export interface MessageUrls {
  readonly logUrl: string;
  readonly keysUrl: string;
  readonly blobUrl: string;
}

/** The message at a position, as it is shown; or its nth attachment. */
export type MessageTask =
  { readonly position: bigint; readonly base: string } | { readonly position: bigint; readonly n: number };

export type Fetched =
  | { readonly message: OpenedMessage | undefined }
  | { readonly attachment: AttachmentBytes }
  | { readonly lies: 'nowhere' | 'with-provider' | 'erased' };

stepBack();
const { logUrl, keysUrl, blobUrl } = workerData as MessageUrls;
const log = await openEventLogReader(logUrl);
const sealer = new Sealer(await openSealingKeys(keysUrl), await openBlobStore(blobUrl));

/** Opens what was asked for; bytes are handed over, not copied. */
export default async function fetched(task: MessageTask): Promise<Fetched> {
  const event = await log.at(task.position);
  if (event === undefined) return { lies: 'nowhere' };
  const content = await part<MessagePart | ReplyPart>(event, 'content');
  if ('n' in task) return attachmentOf(event, content, task.n);
  const isShown = content !== undefined && 'html' in content;
  if (!isShown) return { message: undefined };
  return { message: openedMessage(content, await part<SenderPart>(event, 'sender'), task.base) };
}

async function attachmentOf(
  event: RecordedEvent,
  content: MessagePart | ReplyPart | undefined,
  n: number,
): Promise<Fetched> {
  if (content === undefined) return { lies: 'content' in event.sealed ? 'erased' : 'nowhere' };
  const note = 'attachments' in content ? content.attachments[n - 1] : undefined;
  if (note === undefined) return { lies: 'nowhere' };
  if (note.part === undefined) return { lies: 'with-provider' };
  const opened = await bytesOf(event, note.part);
  if (opened === undefined) return { lies: 'erased' };
  const { name, contentType } = note;
  const bytes = new Uint8Array(opened);
  return handedOver({ attachment: { name, contentType, bytes } }, bytes.buffer);
}

const handedOver = (fetched: Fetched, buffer: ArrayBuffer): Fetched =>
  move({
    get [transferableSymbol]() {
      return [buffer];
    },
    get [valueSymbol]() {
      return fetched;
    },
  }) as unknown as Fetched;

async function part<Held>(event: RecordedEvent, name: string): Promise<Held | undefined> {
  const bytes = await bytesOf(event, name);
  return bytes && (JSON.parse(bytes.toString('utf8')) as Held);
}

async function bytesOf({ sealed }: RecordedEvent, name: string): Promise<Buffer | undefined> {
  const sealedPart = sealed[name];
  return sealedPart && sealer.open(sealedPart, name);
}
