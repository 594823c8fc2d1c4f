import type { Figure } from './figure.js';
import type { ChatLoad, ChatLoadDone } from './load/chat-load.process.js';
import { runProgram } from './programs/child-program.js';
import { inboxSecret, withDesk } from './programs/serving-desk.js';
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
      withDesk(folder, async (desk) => {
        await desk.connectInbox('chat', 'web-chat');
        const crowd = quick ? { visitors: 10, messagesEach: 10 } : { visitors: 500, messagesEach: 100 };
        const task: ChatLoad = { url: desk.url, secret: inboxSecret, ...crowd, window: 4 };
        const start = performance.now();
        const done = await runProgram<ChatLoadDone>(load, task, { withinSeconds: 180 });
        const greeting = performance.now() - start - done.milliseconds;
        await desk.settled();
        const seconds = (performance.now() - start - greeting) / 1000;
        return {
          value: done.messages / seconds,
          also: { 'acknowledged/s': done.messages / (done.milliseconds / 1000) },
        };
      }),
    ),
};
