import type { Figure, Measured } from './figure.js';
import type { ChatLoad, ChatLoadDone } from './load/chat-load.process.js';
import { withProgram } from './programs/child-program.js';
import { withCost } from './programs/desk-cost.js';
import type { Work } from './programs/desk-cost.js';
import { inboxSecret, withDesk } from './programs/serving-desk.js';
import type { ServingDesk } from './programs/serving-desk.js';
import { inTemporaryFolder } from './programs/temporary-folder.js';

const load = new URL('./load/chat-load.process.js', import.meta.url);

/** Chat messages, from the first frame until the pages show the last. */
export const chat: Figure = {
  name: 'chat',
  what: 'chat messages, door to pages, sustained',
  unit: 'messages/s',
  atLeast: '4,000/s',
  product: ({ quick }) =>
    inTemporaryFolder((folder) =>
      withDesk(folder, async (desk): Promise<Measured> => {
        await desk.connectInbox('chat', 'web-chat');
        const crowd = quick ? { visitors: 10, messagesEach: 10 } : { visitors: 500, messagesEach: 100 };
        return withCost(desk, () => spoken(desk, { url: desk.url, secret: inboxSecret, ...crowd, window: 4 }));
      }),
    ),
  raws: [],
};

const spoken = (desk: ServingDesk, task: ChatLoad): Promise<Work> =>
  withProgram(
    load,
    task,
    async ({ messages, milliseconds }: ChatLoadDone) => {
      const acknowledged = performance.now();
      await desk.settled();
      const seconds = (milliseconds + performance.now() - acknowledged) / 1000;
      return { messages, value: messages / seconds, also: { 'acknowledged/s': messages / (milliseconds / 1000) } };
    },
    { withinSeconds: 300 },
  );
