import fc from 'fast-check';
import { chatHandle, emailHandle, phoneBehindWhatsapp, phoneHandle, whatsappHandle } from './handle.js';

describe('a mail address', () => {
  it('is the same however it is written', () => {
    expect(emailHandle(' Lina@Example.COM\n')).toEqual({ kind: 'email', value: 'lina@example.com', class: 'personal' });
  });

  it('may speak for many, or for nobody', () => {
    expect([emailHandle('info@example.com').class, emailHandle('no-reply@example.com').class]).toEqual([
      'shared',
      'none',
    ]);
  });
});

describe('a telephone number', () => {
  it.each([
    ['0501234567', 'SA', '+966501234567'],
    ['+966 50 123 4567', 'EG', '+966501234567'],
    ['00966501234567', 'SA', '+966501234567'],
    ['(415) 555-2671', 'us', '+14155552671'],
    ['٠٥٠١٢٣٤٥٦٧', 'SA', '+966501234567'],
  ])('"%s" in %s is %s', (number, region, value) => {
    expect(phoneHandle(number, region)).toEqual({ kind: 'phone', value, class: 'personal' });
  });

  it.each(['', 's', 'anonymous', 'Withheld', 'Unavailable', 'test'])('"%s" is nobody’s', (number) => {
    expect(phoneHandle(number, 'SA')).toEqual({ kind: 'phone', value: '', class: 'none' });
  });

  it('of an extension keeps its digits, but speaks for nobody', () => {
    expect(phoneHandle('100', 'SA')).toEqual({ kind: 'phone', value: '100', class: 'none' });
  });

  it('that networks send for anonymous speaks for nobody', () => {
    expect(phoneHandle('+266696687', 'SA').class).toBe('none');
  });

  it('with two zeros where a country has one reaches nobody', () => {
    expect(phoneHandle('+49 030 1234567', 'SA')).toMatchObject({ value: '+49301234567', class: 'personal' });
    expect(phoneHandle('+49 0030 1234567', 'SA')).toMatchObject({ value: '4900301234567', class: 'none' });
  });

  it('is read as itself once it is normalised, and nothing makes it fail', () => {
    const region = fc.oneof(fc.constantFrom('SA', 'EG', 'DE', 'US', 'GB', 'IT', 'AR', ''), fc.string());
    const digits = fc.stringMatching(/^(\+|00|0)?[\d ()-]{0,18}$/);
    const known = fc.stringMatching(/^(\+966|00966|0)5\d{8}$|^(\+49|0)\d{6,11}$|^\+54 ?9?\d{10}$|^\+390?\d{8,10}$/);
    fc.assert(
      fc.property(fc.oneof(fc.string(), digits, known), region, (number, region) => {
        const handle = phoneHandle(number, region);
        if (handle.class === 'personal') expect(phoneHandle(handle.value, 'SA')).toEqual(handle);
      }),
    );
  });
});

describe('a WhatsApp id', () => {
  it('is digits, or stands as it is for a hidden number', () => {
    expect(whatsappHandle('+966501234567').value).toBe('966501234567');
    expect(whatsappHandle('US.13491208655302741918').value).toBe('US.13491208655302741918');
  });

  it.each([
    ['966501234567', '+966501234567'],
    ['554188887777', '+5541988887777'],
    ['5541988887777', '+5541988887777'],
    ['554133334444', '+554133334444'],
    ['5215512345678', '+525512345678'],
  ])('%s is the telephone %s', (id, value) => {
    expect(phoneBehindWhatsapp(id)).toEqual({ kind: 'phone', value, class: 'personal' });
  });

  it.each(['', 'US.13491208655302741918', '12', '2423423243'])('%s is no telephone', (id) => {
    expect(phoneBehindWhatsapp(id)).toBeUndefined();
  });
});

describe('a chat visitor', () => {
  it('is known to one inbox only', () => {
    expect(chatHandle('shop', '7')).toEqual({ kind: 'chat', value: 'shop/7', class: 'personal' });
    expect(chatHandle('bank', '7').value).not.toBe(chatHandle('shop', '7').value);
  });
});
