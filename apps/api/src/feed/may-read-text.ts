import type { ApiKey } from '#desk-store';

/** Whether a key may read what people wrote: analysts read figures and clear facts. */
export const mayReadText = ({ role }: Pick<ApiKey, 'role'>): boolean => role !== 'analyst' && role !== 'connector';
