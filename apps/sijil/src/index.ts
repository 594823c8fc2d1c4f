export { startDesk } from './start-desk.js';
export type { RunningDesk, StartOptions } from './start-desk.js';
export { acceptRestore, putBack } from './operations/put-back.js';
export type { RestoreAnswer } from './operations/restore.js';
export { backupFiles } from './operations/backup.js';
export { newSecret } from './run-key.js';
