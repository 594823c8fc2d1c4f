import { createHash } from 'node:crypto';

/** A statement that every connection prepares once, under its name. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** Names a statement by its text: whoever writes the same text shares the plan. */
export const statement = (text: string): Statement => ({
  name: createHash('sha256').update(text).digest('hex').slice(0, 24),
  text,
});
