import { arabicMail, inbox, mail, parse, parts, read } from './fixtures/mails.js';

const png = 'iVBORw0KGgo=';

describe('reading a mail', () => {
  it('is one message from the customer, with what the channel claims', async () => {
    const message = await read(mail({}, 'Where is my order?\n'));
    expect(message).toMatchObject({
      kind: 'message',
      place: '',
      nativeId: 'm1@customer.example',
      claimedAt: '2026-03-03T07:00:00.000Z',
      handles: [{ kind: 'email', value: 'lina@customer.example', class: 'personal' }],
      senderName: 'Lina Haddad',
      recipients: ['care@desk.example'],
      subject: 'My order',
      text: 'Where is my order?\n',
      newText: 'Where is my order?',
      html: '',
      attachments: [],
      automatic: 'no',
    });
  });

  it('names the parser and its version', async () => {
    expect((await parse(mail({}, 'Hello'))).parser).toBe('email@1');
  });

  it('is refused only when there is nothing to read', async () => {
    for (const nothing of ['', '\r\n\r\n', '   ']) {
      const { items, refusals } = await parse(Buffer.from(nothing));
      expect(items).toEqual([]);
      expect(refusals).toMatchObject([{ place: '', reason: 'EMAIL.EMPTY' }]);
    }
  });

  it('takes a text without any header for the body', async () => {
    const message = await read(Buffer.from('Please call me back.\nLina'));
    expect(message.text).toBe('Please call me back.\nLina');
    expect(message.handles).toEqual([{ kind: 'email', value: '', class: 'none' }]);
  });

  it('leaves the claimed time out when the Date header names none', async () => {
    expect((await read(mail({ Date: 'yesterday' }, 'Hello'))).claimedAt).toBeUndefined();
  });

  it.each(['windows-1256', 'iso-8859-6'] as const)('reads Arabic in %s', async (charset) => {
    const message = await read(arabicMail(charset));
    expect(message.subject).toBe('أين طلبي؟');
    expect(message.text).toBe('مرحبا، لم يصل طلبي رقم 4711 حتى الآن.\nشكرا لكم');
  });

  it.each(['windows-1256', 'iso-8859-6'] as const)(
    'reads Arabic in %s when the mail does not say so',
    async (charset) => {
      expect((await read(arabicMail(charset, ''))).text).toContain('لم يصل طلبي');
      expect((await read(arabicMail(charset, 'us-ascii'))).text).toContain('لم يصل طلبي');
    },
  );
});

describe('the bodies of a mail', () => {
  const alternative = mail(
    { 'Content-Type': 'multipart/alternative; boundary=b' },
    parts('b', 'Content-Type: text/plain\n\nHello', 'Content-Type: text/html\n\n<p>Hello</p>'),
  );

  it('keeps text and HTML as they were sent', async () => {
    const { text, html, attachments } = await read(alternative);
    expect([text, html, attachments]).toEqual(['Hello', '<p>Hello</p>', []]);
  });

  it('makes text of HTML where there is no text', async () => {
    const html = '<p>Dear team,</p><p>my&nbsp;order<br>is late</p><style>p{}</style><ul><li>one</li><li>two</li></ul>';
    const message = await read(mail({ 'Content-Type': 'text/html' }, html));
    expect(message.html).toBe(html);
    expect(message.text).toBe('Dear team,\n\nmy order\nis late\n\n- one\n- two');
  });

  it('leaves history that the markup marks as quoted out of the new text', async () => {
    const html =
      '<div>It works now</div><div class="gmail_quote">On Monday we wrote <blockquote>Hello</blockquote></div>';
    const message = await read(mail({ 'Content-Type': 'text/html' }, html));
    expect(message.newText).toBe('It works now');
    expect(message.text).toContain('Hello');
  });

  it('finds the new text in the HTML where the plain text is blank', async () => {
    const both = parts('b', 'Content-Type: text/plain\n\n ', 'Content-Type: text/html\n\n<p>Hello</p>');
    const { text, newText } = await read(mail({ 'Content-Type': 'multipart/alternative; boundary=b' }, both));
    expect([text.trim(), newText]).toEqual(['', 'Hello']);
  });

  it('takes the text of a mail that was cut off in it', async () => {
    const body = '--b\nContent-Type: text/plain\n\nWhere is my or';
    expect((await read(mail({ 'Content-Type': 'multipart/mixed; boundary=b' }, body))).text).toBe('Where is my or');
  });
});

describe('the attachments of a mail', () => {
  const withParts = (...each: readonly string[]) =>
    read(mail({ 'Content-Type': 'multipart/mixed; boundary=b' }, parts('b', ...each)));

  it('come decoded, with their names', async () => {
    const { attachments } = await withParts(
      'Content-Type: text/plain\n\nSee the picture',
      `Content-Type: image/png\nContent-Disposition: attachment; filename*=utf-8''%D8%B5%D9%88%D8%B1%D8%A9.png\nContent-Transfer-Encoding: base64\n\n${png}`,
    );
    expect(attachments).toEqual([
      {
        name: 'صورة.png',
        contentType: 'image/png',
        size: 8,
        inline: false,
        bytes: new Uint8Array(Buffer.from(png, 'base64')),
      },
    ]);
  });

  it('get a name where they have none', async () => {
    const { attachments } = await withParts(
      'Content-Type: text/plain\n\nTwo files',
      'Content-Type: image/jpeg\nContent-Disposition: attachment\n\nx',
      'Content-Type: message/rfc822\n\nSubject: Old mail\n\nHello',
    );
    expect(attachments.map(({ name }) => name)).toEqual(['attachment_1.jpg', 'attachment_2.eml']);
  });

  it('are inline when the body shows them', async () => {
    const { attachments } = await withParts(
      'Content-Type: text/html\n\n<img src="cid:logo%40desk">',
      'Content-Type: image/png\nContent-ID: <logo@desk>\n\nx',
      'Content-Type: image/png\nContent-ID: <other@desk>\n\ny',
    );
    expect(attachments.map(({ contentId, inline }) => [contentId, inline])).toEqual([
      ['logo@desk', true],
      ['other@desk', false],
    ]);
  });

  it('are at most a hundred; the message says how many more there were', async () => {
    const many = Array.from({ length: 103 }, () => 'Content-Type: image/png\n\nx');
    const message = await withParts('Content-Type: text/plain\n\nAll of them', ...many);
    expect(message.attachments).toHaveLength(100);
    expect(message.extra).toEqual({ attachmentsDropped: 3 });
  });
});

describe('who wrote a mail', () => {
  const sender = async (headers: Readonly<Record<string, string>>) => {
    const { handles, senderName, replyTo } = await read(mail(headers, 'Hello'));
    return [handles[0]?.value, senderName, replyTo];
  };

  it('is whom the answer goes to', async () => {
    const form = { From: 'Shop form <form@shop.example>', 'Reply-To': 'Omar <omar@customer.example>' };
    expect(await sender(form)).toEqual(['omar@customer.example', 'Omar', 'omar@customer.example']);
  });

  it('is who wrote to the group that passed it on', async () => {
    const group = { From: 'Group <group@shop.example>', 'X-Original-Sender': 'omar@customer.example' };
    expect(await sender(group)).toEqual(['omar@customer.example', 'Group', 'omar@customer.example']);
  });

  it('is never the desk itself, nor a mailing list, by Reply-To', async () => {
    const own = await sender({ 'Reply-To': 'Care@desk.example' });
    const list = await sender({ 'Reply-To': 'list@x.example', 'List-Post': '<mailto:list@x.example>' });
    expect([own[0], list[0]]).toEqual(['lina@customer.example', 'lina@customer.example']);
  });

  it('has the name before the at sign where no other is given', async () => {
    expect(await sender({ From: 'omar@customer.example' })).toEqual([
      'omar@customer.example',
      'omar',
      'omar@customer.example',
    ]);
  });

  it('is nobody where no address is given', async () => {
    const { handles } = await read(mail({ From: '"" (Mail Delivery System)' }, 'Hello'));
    expect(handles).toEqual([{ kind: 'email', value: '', class: 'none' }]);
  });
});

describe('whom a mail was sent to', () => {
  it('is everybody named, and every address it was passed on for', async () => {
    const { recipients } = await read(
      mail(
        {
          To: 'Friends: a@x.example, B <b@x.example>;',
          Cc: 'care@desk.example',
          'Delivered-To': 'c@x.example',
          'X-Forwarded-For': 'd@x.example care@desk.example',
        },
        'Hello',
      ),
    );
    expect(recipients).toEqual(['a@x.example', 'b@x.example', 'care@desk.example', 'c@x.example', 'd@x.example']);
  });

  it('is read as well as can be from a malformed header', async () => {
    const { recipients } = await read(mail({ To: '<care@desk.example>care@desk.example' }, 'Hello'));
    expect(recipients).toEqual([inbox.address]);
  });
});
