import type { Chapter } from './error-text.js';

const admin = 'admin';

/** About webhooks: refusals of the api, and what stands on one that takes nothing. */
export const onWebhooks: Chapter = {
  title: 'On webhooks',
  introduction:
    'Refusals of `/v1/webhooks`; and what a webhook shows as its `lastOutcome`, beside `HTTP.503` and other answers of the other end, or as the `reason` of its pause.',
  codes: {
    'WEBHOOK.NOT_FOUND': { who: admin, means: 'No webhook has this id.', then: '`sijil webhooks list`.' },
    'WEBHOOK.ID_TAKEN': {
      who: admin,
      means: 'Another webhook has this id.',
      then: 'Choose another, or change that one.',
    },
    'WEBHOOK.TOO_MANY': {
      who: admin,
      means: 'A desk has at most 64 webhooks: those that are far behind read the log each for itself.',
      then: 'Remove one, or let one receiver pass on what it is told.',
    },
    'WEBHOOK.URL_REFUSED': {
      who: admin,
      means: 'A webhook may not lead there: it is not https, private, or carries a password. The detail says which.',
      then: 'Give it a public https address, or set `WEBHOOK_PRIVATE_ADDRESSES`.',
    },
    'WEBHOOK.SECRET_UNUSABLE': {
      who: admin,
      means: 'The variable that the webhook names is not set on the server, or holds no `whsec_` secret.',
      then: 'Give the server that variable: see [operations.md](operations.md#webhooks). Nothing is sent unsigned.',
    },
    'WEBHOOK.POSITION_UNKNOWN': {
      who: admin,
      means: 'The log holds no event at this position.',
      then: 'Take the position of a record.',
    },
    'WEBHOOK.CURSOR_STALE': {
      who: admin,
      means: 'The desk was restored since the last delivery: where the webhook stood may be another event now.',
      then: 'Say from where it goes on: `sijil webhooks replay`. Then resume it.',
    },
    'WEBHOOK.CURSOR_LOST': {
      who: admin,
      means: 'What was last delivered is not in the log that was restored.',
      then: 'Replay from `first` or `next`, or behind a position of today.',
    },
    'WEBHOOK.PAUSED': { who: admin, means: 'Somebody paused it.', then: '`sijil webhooks resume`.' },
    'WEBHOOK.GONE': {
      who: admin,
      means: 'The other end answered 410: nothing is to be sent there any more.',
      then: 'Remove it, or set its address and resume it.',
    },
    'WEBHOOK.GIVEN_UP': {
      who: admin,
      means: 'Nothing was taken for three days. Nothing is lost: it goes on where it stood.',
      then: 'Look at `lastOutcome` and at the other end; then resume it.',
    },
    'WEBHOOK.DESK_RESTORED': {
      who: admin,
      means: 'The desk was restored: what was delivered since the backup is known only at the other end.',
      then: 'Say from where it goes on, then resume it.',
    },
    'WEBHOOK.UNREACHABLE': {
      who: admin,
      means: 'No connection, or it broke before an answer came.',
      then: 'Look at the other end; the desk tries again.',
    },
    'WEBHOOK.TIMED_OUT': {
      who: admin,
      means: 'The other end did not answer within 15 seconds. It may have taken the delivery all the same.',
      then: 'Let it answer first and work afterwards, or ask for fewer records at a time.',
    },
    'WEBHOOK.ADDRESS_REFUSED': {
      who: admin,
      means: 'Its name leads to a private address, or the setting that allowed it is gone. Nothing was connected to.',
      then: 'Give it a public https address, or set `WEBHOOK_PRIVATE_ADDRESSES`.',
    },
  },
};
