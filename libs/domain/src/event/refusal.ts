/**
 * The rules say no: the command is sound, but what it asks for cannot be. One subclass per reason;
 * `code` (`AREA.REASON`) is stable and listed in docs/errors.md, the facts stand as fields of the subclass.
 */
export abstract class DomainRefusal extends Error {
  abstract readonly code: string;
}
