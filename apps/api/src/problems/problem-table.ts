/** What a stable code means over HTTP. */
export interface ProblemKind {
  readonly status: number;
  readonly title: string;
  /** Seconds a client waits before it tries again, where the error itself does not say. */
  readonly retryAfterSeconds?: number;
}

const badRequest = (title: string): ProblemKind => ({ status: 400, title });
const notFound = (title: string): ProblemKind => ({ status: 404, title });
const conflict = (title: string): ProblemKind => ({ status: 409, title });
const later = (title: string, retryAfterSeconds: number): ProblemKind => ({ status: 503, title, retryAfterSeconds });

/** Every code the api answers with a status of its own. A code that is not here is a fault of the server. */
export const problemKinds: ReadonlyMap<string, ProblemKind> = new Map(
  Object.entries({
    'ACCESS.KEY_MISSING': { status: 401, title: 'No key was sent' },
    'ACCESS.KEY_UNKNOWN': { status: 401, title: 'The key opens nothing' },
    'ACCESS.ROLE_REFUSED': { status: 403, title: 'The role may not do this' },
    'ACCESS.TEXT_REFUSED': { status: 403, title: 'The key does not open what people wrote' },
    'ACCESS.INBOX_OUT_OF_SCOPE': { status: 403, title: 'The key is for other inboxes' },
    'ACCESS.RATE_EXCEEDED': { status: 429, title: 'Too much for now' },

    'DOOR.BODY_TOO_LARGE': { status: 413, title: 'The body is too large' },
    'DOOR.BATCH_TOO_LONG': { status: 413, title: 'The batch has too many lines' },
    'DOOR.LINE_MALFORMED': badRequest('The line is no envelope'),
    'DOOR.LANE_UNKNOWN': badRequest('There is no such lane'),
    'DOOR.NATIVE_ID_MALFORMED': badRequest('The native id is malformed'),
    'DOOR.WEBHOOK_NOT_OFFERED': notFound('This inbox has no webhook'),
    'DOOR.SIGNATURE_WRONG': { status: 401, title: 'The signature is wrong' },
    'DOOR.HANDSHAKE_REFUSED': { status: 403, title: 'The verification token is wrong' },
    'DOOR.SECRET_MISSING': later('The inbox cannot verify anything yet', 60),

    'REQUEST.MALFORMED': badRequest('The request cannot be read'),
    'REQUEST.FIELDS_INVALID': badRequest('Some fields are not valid'),
    'REQUEST.IDEMPOTENCY_KEY_MISSING': badRequest('A write needs an Idempotency-Key'),
    'REQUEST.IDEMPOTENCY_KEY_MALFORMED': badRequest('The Idempotency-Key is malformed'),
    'COMMAND.ID_REUSED': { status: 422, title: 'The Idempotency-Key belongs to another request' },
    'COMMAND.ID_MALFORMED': notFound('The id is of nothing on this desk'),
    'REQUEST.MEDIA_TYPE_UNKNOWN': { status: 415, title: 'Only application/json is read here' },
    'REQUEST.BODY_TOO_LARGE': { status: 413, title: 'The body is too large' },
    'REQUEST.ROUTE_NOT_FOUND': notFound('There is nothing at this address'),

    'KPI.NOT_FOUND': notFound('There is no such KPI'),
    'KPI.PROOF_UNDER_WAY': later('Another proof is under way', 5),
    'QUERY.BAD_CURSOR': badRequest('The cursor cannot be read'),
    'QUERY.BAD_TIME_ZONE': badRequest('There is no such time zone'),
    'READ.POSITION_NOT_REACHED': later('The pages are not there yet', 1),
    'READ.READER_DIED': later('The pages are being opened again', 1),
    'READ.PAGES_UNAVAILABLE': later('The pages cannot be read now', 1),
    'POSITION.UNREADABLE': badRequest('The position token cannot be read'),
    'KEY.NOT_FOUND': notFound('There is no such key'),
    'WEBHOOK.NOT_FOUND': notFound('There is no such webhook'),
    'WEBHOOK.ID_TAKEN': conflict('Another webhook has this id'),
    'WEBHOOK.TOO_MANY': conflict('No more webhooks are served'),
    'WEBHOOK.URL_REFUSED': { status: 422, title: 'A webhook cannot lead there' },
    'WEBHOOK.SECRET_UNUSABLE': { status: 422, title: 'There is nothing to sign with' },
    'WEBHOOK.POSITION_UNKNOWN': { status: 422, title: 'The log has no such position' },
    'WEBHOOK.CURSOR_STALE': conflict('The desk was restored since'),
    'WEBHOOK.CURSOR_LOST': conflict('The log does not hold its place'),
    'CHAT.ADDRESS_UNKNOWN': notFound('There is no chat at this address'),
    'CHAT.SOCKETS_EXHAUSTED': later('No chat socket is free', 5),

    'LISTENERS.TOO_MANY': later('As many clients listen as this desk allows', 5),

    'INBOX.NOT_FOUND': notFound('There is no such inbox'),
    'CUSTOMER.NOT_FOUND': notFound('There is no such customer'),
    'CUSTOMER.ERASED': { status: 410, title: 'The customer was erased' },
    'ENVELOPE.NOT_FOUND': notFound('There is no such envelope'),
    'TICKET.NOT_FOUND': notFound('There is no such ticket'),
    'TICKET.OF_ANOTHER_TEAM': { status: 403, title: 'The ticket is another team’s' },
    'AGENT.NOT_FOUND': notFound('There is no such agent'),
    'TEAM.NOT_FOUND': notFound('There is no such team'),
    'TICKET.CHANGE_OUT_OF_ORDER': { status: 409, title: 'More recent facts are known' },
    'TICKET.SNOOZE_IN_THE_PAST': { status: 422, title: 'That instant has passed' },
    'CONVERSATION.NOT_FOUND': notFound('There is no such conversation'),
    'MESSAGE.NOT_FOUND': notFound('There is no such message'),
    'ATTACHMENT.NOT_FOUND': notFound('There is no such attachment'),
    'ATTACHMENT.WITH_PROVIDER': conflict('The provider keeps the attachment'),
    'ATTACHMENT.ERASED': { status: 410, title: 'The attachment was erased' },
    'PROJECTION.EVENT_NOT_FOLDED': conflict('An event cannot be copied'),
    'PROJECTION.PAGES_DIFFER': conflict('The new pages are not what the log says'),
    'PROJECTION.NO_FORMER_PAGES': conflict('No former pages are kept'),
    'PARKED.NOT_FOUND': notFound('Nothing of this stream lies parked'),
    'HANDLE.UNREADABLE': { status: 422, title: 'The handle cannot be read' },
    'LINK.SAME_CUSTOMER': { status: 422, title: 'Both are the same customer' },

    'DESK.FULL': later('No space is left', 30),
    'DESK.BUSY': later('Too much is waiting to be written', 1),
    'DESK.UNAVAILABLE': later('The desk cannot be reached', 5),
    'BLOBS.FULL': later('No space is left', 30),
    'BLOBS.UNAVAILABLE': later('The blob store cannot be reached', 5),
    'KEYS.FULL': later('No space is left', 30),
    'KEYS.UNAVAILABLE': later('The keys cannot be reached', 5),
    'LOG.FULL': later('No space is left', 30),
    'LOG.UNAVAILABLE': later('The log cannot be reached', 5),
    'LOG.OUTCOME_UNKNOWN': later('It may or may not have happened: repeat it', 1),
    'LOG.WRONG_EXPECTED_VERSION': conflict('Somebody else was first'),
    'BACKUP.TARGET_NOT_EMPTY': conflict('The folder is not empty'),
    'BACKUP.IMPOSSIBLE': { status: 422, title: 'This store cannot be copied here' },
    'SERVER.CLOSING': later('The server is closing', 2),
  } satisfies Record<string, ProblemKind>),
);
