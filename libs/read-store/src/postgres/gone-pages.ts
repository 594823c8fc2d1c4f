import { sqlStateOf } from '#postgres';

/** Table gone, schema gone, or in each other’s way with whoever removes them. */
const states = ['42P01', '3F000', '40P01'];

/** Whether a fault came of pages that were replaced, and removed, while somebody was at work in them. */
export const areGone = (fault: unknown): boolean => states.includes(sqlStateOf(fault) ?? '');
