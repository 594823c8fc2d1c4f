import { classifyHandle } from './handle-class.js';

describe('Whom a handle speaks for', () => {
  it.each([
    'ahmed.ali@example.com',
    'sara@gmail.com',
    'mail.john@gmail.com',
    'infante@example.com',
    'salesman.smith@example.com',
    'ann+shop@example.com',
    'محمد@example.com',
  ])('%s speaks for a person', (address) => {
    expect(classifyHandle('email', address)).toBe('personal');
  });

  it.each([
    'info@example.com',
    'Support@example.com',
    'support+vip@example.com',
    'sales.riyadh@example.com',
    'customer-service@example.com',
    'hr@example.com',
    'webmaster@example.com',
  ])('%s speaks for many', (address) => {
    expect(classifyHandle('email', address)).toBe('shared');
  });

  it.each([
    'no-reply@example.com',
    'noreply@example.com',
    'no_reply+77@example.com',
    'DoNotReply@example.com',
    'noreply-billing@example.com',
    'MAILER-DAEMON@example.com',
    'postmaster@example.com',
    'bounces+ann=home@example.com',
    'notifications@example.com',
    '@example.com',
    'nobody',
    '',
  ])('"%s" speaks for nobody', (address) => {
    expect(classifyHandle('email', address)).toBe('none');
  });

  it.each([
    ['+966501234567', 'personal'],
    ['anonymous', 'none'],
    ['withheld', 'none'],
    ['', 'none'],
    ['+266696687', 'none'],
  ] as const)('a call from "%s" is %s', (number, expected) => {
    expect(classifyHandle('phone', number)).toBe(expected);
  });

  it('a provider’s id speaks for a person, whatever it looks like', () => {
    expect(classifyHandle('telegram', 'support')).toBe('personal');
    expect(classifyHandle('whatsapp', '966501234567')).toBe('personal');
    expect(classifyHandle('chat', '')).toBe('none');
  });
});
