import { workerData } from 'node:worker_threads';
import { commitAnnouncer, openSqlite, serveWrites } from '#sqlite';
import { LogWrites } from './log-writes.js';

const path = workerData as string;

serveWrites(new LogWrites(openSqlite(path, { synchronous: 'FULL' }), commitAnnouncer(path)));
