import { fact, givenFile, happened, minute } from '../../testing/index.js';
import type { ReportStatus } from './customer-file.commands.js';

const told = (status: ReportStatus['status'], reason = ''): ReportStatus => ({
  kind: 'ReportStatus',
  commandId: 's1',
  at: minute(1),
  actor: { class: 'system', id: 'intake' },
  occurredAt: minute(0),
  status,
  reason,
  report: fact('ReplySent', { statusId: 's1' }).clear,
});

describe('A provider reports on a message of ours', () => {
  it.each([
    ['sent', 'ReplySent'],
    ['delivered', 'ReplyDelivered'],
    ['read', 'ReplyRead'],
  ] as const)('keeps that it was %s', (status, type) => {
    givenFile()
      .when(told(status))
      .then(fact(type, { statusId: 's1' }));
  });

  it('keeps why it failed', () => {
    givenFile()
      .when(told('failed', '131026'))
      .then(fact('ReplyFailed', { statusId: 's1', reason: '131026' }));
  });

  it('changes nothing when it was told before', () => {
    for (const type of ['ReplySent', 'ReplyDelivered', 'ReplyRead', 'ReplyFailed'] as const) {
      givenFile(happened(minute(0), type, { statusId: 's1' }))
        .when(told('sent'))
        .thenNothing();
    }
  });
});
