import type { ApiKey, Role } from '#desk-store';

/** What a route may ask of a key: a role, or the right to read what people wrote. */
export type Right = Role | 'text';

/** Agents, and those above them: who works with customers' words. */
export const deskRoles = ['agent', 'supervisor', 'admin'] as const satisfies readonly Role[];

/** Who may read customers' words: the desk, and analysts whose key says so. */
export const textReaders = [...deskRoles, 'text'] as const satisfies readonly Right[];

/** Who may read figures: the desk, and every analyst. */
export const figureReaders = [...deskRoles, 'analyst'] as const satisfies readonly Right[];

/** Who may have figures proven: it reads the whole log. */
export const proofReaders = ['supervisor', 'analyst', 'admin'] as const satisfies readonly Role[];

/** Whether a key opens what people wrote. A connector's never does. */
export const readsText = ({ role, mayReadText }: Pick<ApiKey, 'role' | 'mayReadText'>): boolean =>
  deskRoles.some((desk) => desk === role) || (role === 'analyst' && mayReadText === true);

/** Whether a key has one of these rights. */
export const hasRight = (key: ApiKey, rights: readonly Right[]): boolean =>
  rights.includes(key.role) || (rights.includes('text') && readsText(key));
