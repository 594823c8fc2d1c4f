import type { Chapter } from './error-text.js';

/** Refusals of requests, before any rule of the desk is asked. */
export const onTheWire: Chapter = {
  title: 'At the door and the api',
  introduction:
    'A refusal over HTTP is a problem detail (RFC 9457, `application/problem+json`) with the code in `code` and in `type` (`urn:sijil:problem:<code in small letters>`). Where waiting helps, `Retry-After` says how many seconds. In a batch, a bad line has the code in its own result, and the good lines are kept. On a chat socket it stands in an `error` frame: see [chat-protocol.md](chat-protocol.md).',
  codes: {
    'ACCESS.KEY_MISSING': {
      who: 'any caller',
      means: 'The request carries no key.',
      then: 'Send it as `Authorization: Bearer <key>`.',
    },
    'ACCESS.KEY_UNKNOWN': {
      who: 'any caller',
      means: 'Nobody was given this key, it was revoked, or the agent it speaks for is deactivated.',
      then: 'Ask an admin for another: `sijil keys create`.',
    },
    'ACCESS.ROLE_REFUSED': {
      who: 'any caller',
      means: 'The key’s role may not do this.',
      then: 'Use a key of a role that [http.md](http.md) names for the route.',
    },
    'ACCESS.TEXT_REFUSED': {
      who: 'analyst',
      means: 'What is asked for holds what people wrote, and the key does not open it.',
      then: 'Ask an admin for a key with `mayReadText`.',
    },
    'ACCESS.INBOX_OUT_OF_SCOPE': {
      who: 'connector',
      means: 'The key is for other inboxes. Said before anybody looks whether this one exists.',
      then: 'Make a key for this inbox.',
    },
    'ACCESS.RATE_EXCEEDED': {
      who: 'connector, chat window',
      means: 'More envelopes or messages than may come for now.',
      then: 'Wait as long as it says; send the same again.',
    },
    'DOOR.BODY_TOO_LARGE': {
      who: 'connector',
      means:
        'The body, or a line of a batch, is larger than `DOOR_MAX_BODY_BYTES` (`DOOR_MAX_BATCH_BODY_BYTES` for a batch). Nothing was kept.',
      then: 'Send less, or raise the setting.',
    },
    'DOOR.BATCH_TOO_LONG': {
      who: 'connector',
      means: 'More than 1,000 lines in a batch. Nothing of it was kept.',
      then: 'Send smaller batches.',
    },
    'DOOR.LINE_MALFORMED': {
      who: 'connector',
      means: 'This line is no JSON object with `contentType` and `bodyBase64`.',
      then: 'Correct the line and send it again.',
    },
    'DOOR.LANE_UNKNOWN': {
      who: 'connector',
      means: 'The `Lane` header says neither `live` nor `bulk`.',
      then: 'Leave it out, or correct it.',
    },
    'DOOR.NATIVE_ID_MALFORMED': {
      who: 'connector',
      means: 'A native id is printable and at most 512 characters long.',
      then: 'Correct it, or leave it out: the bytes then name the envelope.',
    },
    'DOOR.WEBHOOK_NOT_OFFERED': {
      who: 'provider',
      means: 'Inboxes of this kind have no webhook.',
      then: 'Push to `/envelopes`.',
    },
    'DOOR.SIGNATURE_WRONG': {
      who: 'provider',
      means: 'The signature does not belong to these bytes. Nothing was kept.',
      then: 'Compare the app’s secret with the variable that the inbox’s `secretName` names.',
    },
    'DOOR.HANDSHAKE_REFUSED': {
      who: 'provider',
      means: 'The verification token is not that of this inbox.',
      then: 'Compare it with the variable that the inbox’s `verifyName` names.',
    },
    'DOOR.SECRET_MISSING': {
      who: 'provider, chat window',
      means:
        'The inbox names no secret, or the environment does not hold it. The provider repeats its delivery, so nothing is lost.',
      then: 'Operator: set the variable and start the server again; its log names it.',
    },
    'CHAT.ADDRESS_UNKNOWN': {
      who: 'chat window',
      means: 'A socket asked for an address that takes none.',
      then: 'Use `/v1/inboxes/{inbox}/chat`.',
    },
    'CHAT.SOCKETS_EXHAUSTED': {
      who: 'chat window',
      means: 'As many windows are open as `CHAT_MAX_SOCKETS` allows.',
      then: 'Come back later; operator: raise the setting.',
    },
    'CHAT.HELLO_EXPECTED': {
      who: 'chat window',
      means: 'The first frame was no `hello`, or none came in time.',
      then: 'Say hello first.',
    },
    'CHAT.FRAME_MALFORMED': {
      who: 'chat window',
      means: 'A frame was no JSON, of no known type, or without a usable `id` and `text`. It was not kept.',
      then: 'Correct the frame.',
    },
    'CHAT.TOKEN_MALFORMED': {
      who: 'chat window',
      means: 'The visitor’s token is not `<payload>.<signature>`, or its payload names no visitor.',
      then: 'The site makes a new one.',
    },
    'CHAT.TOKEN_FORGED': {
      who: 'chat window',
      means: 'The token is not signed with this inbox’s secret.',
      then: 'Compare the site’s secret with the inbox’s.',
    },
    'CHAT.TOKEN_EXPIRED': {
      who: 'chat window',
      means: 'The token’s `exp` is over.',
      then: 'Get a new token, say hello again.',
    },
    'CHAT.TOKEN_OF_OTHER_INBOX': {
      who: 'chat window',
      means: 'The token is good for another inbox only.',
      then: 'Get one for this inbox.',
    },
    'LISTENERS.TOO_MANY': {
      who: 'any caller',
      means:
        'As many clients follow the feed, or queues and tickets live, as `FEED_MAX_CLIENTS` or `LIVE_MAX_CLIENTS` allow.',
      then: 'Come back later; operator: raise the setting.',
    },
    'REQUEST.MALFORMED': { who: 'any caller', means: 'The request cannot be read.', then: 'Correct it.' },
    'REQUEST.FIELDS_INVALID': {
      who: 'any caller',
      means: 'Fields of the body or the query are missing, unknown or of another form; `fields` names each.',
      then: 'Correct them.',
    },
    'REQUEST.IDEMPOTENCY_KEY_MISSING': {
      who: 'any caller',
      means: 'A write came without an `Idempotency-Key`.',
      then: 'Send a name of your own for the write; the same at every retry.',
    },
    'REQUEST.IDEMPOTENCY_KEY_MALFORMED': {
      who: 'any caller',
      means: 'An `Idempotency-Key` is 1 to 255 printable ASCII characters without spaces.',
      then: 'Correct it.',
    },
    'REQUEST.MEDIA_TYPE_UNKNOWN': {
      who: 'any caller',
      means: 'Outside of the door only `application/json` is read.',
      then: 'Say `Content-Type: application/json`.',
    },
    'REQUEST.BODY_TOO_LARGE': {
      who: 'any caller',
      means: 'The body of a request outside of the door is too large.',
      then: 'Send less.',
    },
    'REQUEST.ROUTE_NOT_FOUND': {
      who: 'any caller',
      means: 'There is nothing at this address.',
      then: 'See [http.md](http.md).',
    },
    'COMMAND.ID_REUSED': {
      who: 'any caller',
      means: 'This `Idempotency-Key` was used for another request. Nothing was done.',
      then: 'One of the two is a mistake; use a new name for the new write.',
    },
    'COMMAND.ID_MALFORMED': {
      who: 'any caller',
      means: 'The ticket or conversation id can name nothing on this desk.',
      then: 'Take ids from an answer.',
    },
    'QUERY.BAD_CURSOR': {
      who: 'any caller',
      means: 'This list never gave out that cursor, or it was changed on the way.',
      then: 'Begin again without one.',
    },
    'KPI.NOT_FOUND': {
      who: 'any caller',
      means: 'There is no KPI with this id.',
      then: 'Ask `GET /v1/kpis` for those there are.',
    },
    'KPI.PROOF_UNDER_WAY': {
      who: 'any caller',
      means: 'Somebody else’s proof is under way: each reads the whole log, so there is one at a time.',
      then: 'Try again when it has ended.',
    },
    'QUERY.BAD_TIME_ZONE': {
      who: 'any caller',
      means: 'The zone is not in the IANA database.',
      then: 'Use a name such as `Asia/Riyadh`.',
    },
    'ATTACHMENT.NOT_FOUND': {
      who: 'any caller',
      means: 'The message has no attachment of that number.',
      then: 'Read the message: it lists what it has.',
    },
    'ATTACHMENT.WITH_PROVIDER': {
      who: 'any caller',
      means: 'The provider told of the attachment and keeps its bytes.',
      then: 'Look at it where the message was sent.',
    },
    'ATTACHMENT.ERASED': {
      who: 'any caller',
      means: 'The key that opened it was destroyed: nobody can read it any more.',
      then: 'Nothing.',
    },
    'POSITION.UNREADABLE': {
      who: 'any caller',
      means: 'The token is no position of this desk, or was given out before the desk was restored.',
      then: 'Take one from an answer of today.',
    },
    'READ.POSITION_NOT_REACHED': {
      who: 'any caller',
      means: 'The pages did not reach `minPosition` within five seconds.',
      then: 'Ask again, or without `minPosition`.',
    },
    'KEY.NOT_FOUND': { who: 'admin', means: 'No key has this id.', then: '`sijil keys list`.' },
    'INBOX.NOT_FOUND': {
      who: 'any caller',
      means: 'No inbox of this name is connected.',
      then: '`sijil inboxes list`.',
    },
    'CUSTOMER.NOT_FOUND': {
      who: 'operator',
      means: 'Nobody by this id ever wrote, called or was written to; nothing was erased.',
      then: 'Take the id from the timeline or the search.',
    },
    'ENVELOPE.NOT_FOUND': {
      who: 'supervisor',
      means: 'The inbound log has nothing under this token.',
      then: 'Take it from the quarantine list.',
    },
    'SERVER.CLOSING': {
      who: 'any caller',
      means: 'The server is going away. Nothing was done.',
      then: 'Send it again.',
    },
    'SERVER.UNEXPECTED': {
      who: 'any caller',
      means: 'A fault of ours. The answer says nothing else; the server’s log says where.',
      then: 'Tell the operator.',
    },
  },
};
