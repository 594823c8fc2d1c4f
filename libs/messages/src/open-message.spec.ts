import { openedMessage } from './open-message.js';

const base = '/v1/messages/m1?customerId=c1';
const sender = { name: 'Lina', address: 'lina@example.com', replyTo: '', recipients: ['help@desk.example'] };
const logo = { name: 'شعار.png', contentType: 'image/png', size: 4, inline: true, contentId: 'logo@x' };
const content = { subject: 'طلبي', text: 'أين طلبي؟', newText: 'أين طلبي؟', html: '', attachments: [] };

describe('a message as people see it', () => {
  it('says which way its text reads, whom it went to, and what came with it', () => {
    const attachments = [
      { ...logo, part: 'attachment-1' },
      { ...logo, name: '../voice.ogg', mediaId: '77' },
    ];
    expect(openedMessage({ ...content, attachments }, sender, base)).toEqual({
      whole: { text: 'أين طلبي؟', dir: 'rtl' },
      html: null,
      recipients: ['help@desk.example'],
      replyTo: '',
      attachments: [
        { n: 1, name: 'شعار.png', dir: 'rtl', contentType: 'image/png', size: 4, inline: true, kept: 'here' },
        { n: 2, name: 'voice.ogg', dir: 'ltr', contentType: 'image/png', size: 4, inline: true, kept: 'provider' },
      ],
    });
  });

  it('shows an image of its own where the markup has it, and no attachment that is none', () => {
    const html = '<p>أين</p><img src="cid:logo@x"><img src="cid:page@x">';
    const page = { ...logo, contentType: 'text/html', contentId: 'page@x', part: 'attachment-2' };
    const told = openedMessage(
      { ...content, html, attachments: [{ ...logo, part: 'attachment-1' }, page] },
      sender,
      base,
    );
    expect(told.html).toEqual({
      markup: '<p>أين</p><img src="/v1/messages/m1/attachments/1?customerId=c1" alt="" /><img alt="" />',
      dir: 'rtl',
      blockedImages: 1,
    });
  });

  it('leaves out markup that nobody could read to its end', () => {
    expect(openedMessage({ text: 'short', html: 'x'.repeat(1_000_001) }, undefined, base).html).toBeNull();
  });
});
