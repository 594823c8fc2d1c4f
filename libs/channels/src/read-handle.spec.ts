import { readHandle } from './read-handle.js';

describe('an address or number as a person writes it', () => {
  it.each([
    ['email', ' Lina@Example.com ', { kind: 'email', value: 'lina@example.com', class: 'personal' }],
    ['phone', '055 123 4567', { kind: 'phone', value: '+966551234567', class: 'personal' }],
    ['phone', '+20 2 27921000', { kind: 'phone', value: '+20227921000', class: 'personal' }],
    ['whatsapp', '+966 55 123 4567', { kind: 'whatsapp', value: '966551234567', class: 'personal' }],
    ['telegram', '12345', { kind: 'telegram', value: '12345', class: 'personal' }],
  ] as const)('as %s, “%s” is read', (kind, text, handle) => {
    expect(readHandle(kind, text, 'SA')).toEqual(handle);
  });

  it.each([
    ['email', 'lina'],
    ['phone', 'anonymous'],
    ['telegram', ' '],
  ] as const)('as %s, “%s” is none', (kind, text) => {
    expect(readHandle(kind, text, 'SA')).toBeUndefined();
  });
});
