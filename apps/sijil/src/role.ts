// What the roles of a desk are put together from. It loads no more than they need: no role but the api has an api.
export { standOnFoundation } from './foundation/index.js';
export type { Foundation, Part, StartOptions, Telling } from './foundation/index.js';
export { startRole } from './roles/start-role.js';
export type { RoleAtWork, RunningRole } from './roles/start-role.js';
export { mustBeShared } from './roles/shared-stores.js';
export { IntakeThread } from './intake/intake-thread.js';
export { startProjectors } from './threads/start-projectors.js';
export { beginChores } from './desk/chores.js';
export { deskPagesOver } from './desk/page-questions.js';
export { Background } from './desk/background.js';
export { writingParts } from './desk/writing-parts.js';
export { OutboxThread } from './outbox/outbox-thread.js';
export { runIntakeErrands, intakeElsewhere } from './errands/intake-errands.js';
export { runOutboxErrands, WindowsAtAllDoors } from './errands/window-errands.js';
export { sharedErrands } from './errands/shared-errands.js';
export { Erasures } from './erasure/erasures.js';
export { feedOf } from './feed/feed-of.js';
export { isAnyActive } from './webhooks/webhooks-of.js';
