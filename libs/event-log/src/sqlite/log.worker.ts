import { BroadcastChannel, workerData } from 'node:worker_threads';
import { openSqlite, serveWrites } from '#sqlite';
import { LogWrites } from './log-writes.js';
import { newsChannel } from './log-news.js';

const path = workerData as string;
const news = new BroadcastChannel(newsChannel(path));
news.unref();

serveWrites(new LogWrites(openSqlite(path, { synchronous: 'FULL' }), () => news.postMessage('committed')));
