/** A mail system's report that a mail of the desk's could not be delivered (RFC 3464), about a thread it belongs to. */
export function bounceBytes(about: {
  readonly id: string;
  readonly recipient: string;
  readonly desk: string;
  readonly thread: string;
  readonly dateHeader: string;
}): Buffer {
  const { id, recipient, desk, thread, dateHeader } = about;
  const lines = [
    'Return-Path: <>',
    'From: Mail Delivery System <MAILER-DAEMON@post.example>',
    `To: <${desk}>`,
    'Subject: Undelivered Mail Returned to Sender',
    `Date: ${dateHeader}`,
    `Message-ID: <${id}>`,
    `References: <${thread}>`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="report"',
    '',
    '--report',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    `The mailbox of <${recipient}> is full. Your mail could not be delivered.`,
    '--report',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.post.example',
    '',
    `Final-Recipient: rfc822; ${recipient}`,
    'Action: failed',
    'Status: 5.2.2',
    '--report--',
    '',
  ];
  return Buffer.from(lines.join('\r\n'), 'latin1');
}
