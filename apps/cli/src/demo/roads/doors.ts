import { DeskRefusal } from '../../desk/index.js';
import type { DeskClient } from '../../desk/index.js';
import type { Delivery, Road } from '../plan/moments.js';
import { ChatWindow } from './chat-window.js';

/** What a door answered. */
export type DoorAnswer = { readonly kept: true } | { readonly kept: false; readonly code: string };

/** The doors of a desk as the world finds them: connectors, a provider's webhook, chat windows. */
export class Doors {
  private readonly windows = new Map<string, Promise<ChatWindow | { readonly code: string }>>();

  /** `door` holds a connector's key. */
  constructor(private readonly door: DeskClient) {}

  /** Delivers. Errors: those of `DeskClient` but for refusals, which are answers. */
  async deliver({ road, bytes }: Delivery): Promise<DoorAnswer> {
    try {
      return road.by === 'chat' ? await this.chat(road, bytes) : await this.post(road, bytes);
    } catch (error) {
      if (error instanceof DeskRefusal) return { kept: false, code: error.code };
      throw error;
    }
  }

  /** Closes every chat window. */
  async close(): Promise<void> {
    for (const window of await Promise.all(this.windows.values())) if (window instanceof ChatWindow) window.close();
  }

  private async post(road: Exclude<Road, { by: 'chat' }>, body: Buffer): Promise<DoorAnswer> {
    const [route, headers] =
      road.by === 'webhook'
        ? ['webhook', { 'content-type': 'application/json', 'x-hub-signature-256': road.signature }]
        : ['envelopes', { 'content-type': road.contentType }];
    await this.door.send(`/v1/inboxes/${road.inbox}/${route}`, { body, headers });
    return { kept: true };
  }

  /** A visitor's window stays open until the day is over. */
  private async chat({ inbox, token }: Extract<Road, { by: 'chat' }>, frame: Buffer): Promise<DoorAnswer> {
    const opening = this.windows.get(token) ?? ChatWindow.open(this.door.url, inbox, token);
    this.windows.set(token, opening);
    const window = await opening;
    if (!(window instanceof ChatWindow)) return { kept: false, code: window.code };
    const answer = await window.send(frame);
    return answer.type === 'ack' ? { kept: true } : { kept: false, code: answer.code };
  }
}
