import type { HandleKind, Likeness } from '#domain';

/** Something a person is known by, in a form that can be compared: a name, or a handle. */
export interface Trace {
  readonly kind: 'name' | HandleKind;
  readonly customerId: string;
  /** The name as it was said, or the handle. */
  readonly said: string;
  /** What is compared: see `nameLetters` and `handleStem` of the pages. */
  readonly letters: string;
  /** The handle it belongs to: itself, or that of whoever bore the name. */
  readonly handle: string;
}

/** In what two traces of the same letters are alike; `undefined` for those that only happen to look so. */
export function likenessOf(one: Trace, other: Trace): Likeness | undefined {
  const kinds = new Set([formOf(one), formOf(other)]);
  if (kinds.size === 2) return kinds.has('name') && kinds.has('mailbox') ? 'name-in-address' : undefined;
  if (kinds.has('name')) return 'same-name';
  if (kinds.has('number')) return 'same-number';
  return mailboxOf(one.said) === mailboxOf(other.said) ? 'same-mailbox' : 'alike-address';
}

function formOf({ kind }: Trace): 'name' | 'mailbox' | 'number' {
  if (kind === 'name') return 'name';
  return kind === 'email' ? 'mailbox' : 'number';
}

/** Where mail to an address ends up: tags (`+shop`) name no other mailbox, nor do dots at Google. */
function mailboxOf(address: string): string {
  const [local = '', domain = ''] = address.split(/@(?=[^@]*$)/);
  const [name = ''] = local.split('+');
  const isGoogle = domain === 'gmail.com' || domain === 'googlemail.com';
  return isGoogle ? `${name.replaceAll('.', '')}@gmail.com` : `${name}@${domain}`;
}
