import { handleStem } from './handle-stem.js';

describe('what handles of one person have in common', () => {
  it.each([
    ['dots, case and the domain', 'email', 'lina.haddad@example.com', 'linahaddad'],
    ['a tag', 'email', 'lina_haddad+shop@example.org', 'linahaddad'],
    ['digits of a name', 'email', 'haddad1987@example.com', 'haddad1987'],
    ['how Arabic letters are written', 'email', 'أحمد.علي@example.com', 'احمدعلي'],
    ['the plus of a number', 'phone', '+966501234567', '966501234567'],
    ['nothing: a WhatsApp account is its number', 'whatsapp', '966501234567', '966501234567'],
  ] as const)('leaves out %s', (_, kind, handle, stem) => {
    expect(handleStem({ kind, class: 'personal', handle })).toBe(stem);
  });
  it.each([
    ['a first name is that of many', 'email', 'lina@example.com', 'personal'],
    ['a mailbox of many', 'email', 'customer-service@example.com', 'shared'],
    ['a number by mail', 'email', '0501234567@example.com', 'personal'],
    ['a name that holds on one site only', 'chat', 'site/visitor-17', 'personal'],
    ['an account that hides its number', 'whatsapp', 'US.x', 'personal'],
    ['it was erased', 'email', '', 'personal'],
  ] as const)('is nothing where %s', (_, kind, handle, speaksFor) => {
    expect(handleStem({ kind, class: speaksFor, handle })).toBeNull();
  });
});
