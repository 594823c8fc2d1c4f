import { likenessOf } from './likeness.js';
import type { Trace } from './likeness.js';

const trace = (kind: Trace['kind'], said: string): Trace => ({ kind, said, letters: '', handle: said, customerId: '' });

describe('In what two are alike', () => {
  it.each([
    ['same-name', 'name', 'أحمد علي', 'name', 'احمد على'],
    ['name-in-address', 'name', 'Lina Haddad', 'email', 'lina.haddad@example.com'],
    ['name-in-address', 'email', 'lina.haddad@example.com', 'name', 'Lina Haddad'],
    ['same-number', 'phone', '+966501234567', 'whatsapp', '966501234567'],
    ['same-mailbox', 'email', 'lina.haddad@example.com', 'email', 'lina.haddad+shop@example.com'],
    ['same-mailbox', 'email', 'lina.haddad@gmail.com', 'email', 'linahaddad+x@googlemail.com'],
    ['alike-address', 'email', 'lina.haddad@example.com', 'email', 'linahaddad@example.com'],
    ['alike-address', 'email', 'lina.haddad@example.com', 'email', 'lina.haddad@example.org'],
    [undefined, 'name', 'a', 'phone', '+966501234567'],
    [undefined, 'email', 'a', 'phone', '+966501234567'],
  ] as const)('is %s: %s %s, %s %s', (likeness, kind, said, otherKind, other) => {
    expect(likenessOf(trace(kind, said), trace(otherKind, other))).toBe(likeness);
  });
});
