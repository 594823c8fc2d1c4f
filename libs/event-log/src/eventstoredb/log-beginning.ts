import { createHash } from 'node:crypto';
import { jsonEvent } from '@eventstore/db-client';
import type { EventData, EventStoreDBClient, JSONEventType, ResolvedEvent } from '@eventstore/db-client';
import { LogSchemaUnknown, LogUnavailable, NotALog } from '../event-log.errors.js';
import { digestUuid } from './digest-uuid.js';
import { appendFaultOf, isDeleted, isNoStream } from './server-faults.js';
import type { ServerConnection } from './server-connection.js';

/** The way this code writes events. */
const schema = 1;

/** The first word about a log: nothing of it stands before. */
type Beginning = {
  readonly schema: number;
  /** Position in `$all` behind which the log begins, in digits. */
  readonly after: string;
};
type LogBegan = JSONEventType<'LogBegan', Beginning>;

/**
 * The beginning of a log, which is made where there is none, in the stream `<desk>:log`. It keeps readers of a server
 * that others use too from looking through all that is older; it says by what schema the log is written; and repeating
 * it warms the client up, of which too many first appends at once are known to hang.
 * Errors: `LogSchemaUnknown`, `NotALog`, and faults of the connection.
 */
export async function beginLog(connection: ServerConnection): Promise<bigint> {
  const there = await beginningOf(connection);
  const data = there ?? { schema, after: String(await endOfAll(connection)) };
  const event = jsonEvent<LogBegan>({ id: idOf(streamOf(connection)), type: 'LogBegan', data });
  try {
    await connection.append(streamOf(connection), 'no_stream', [event] as EventData[]);
  } catch (fault) {
    if (appendFaultOf(fault) !== 'taken') throw fault;
  }
  return findLog(connection);
}

/** The beginning of a log that is there. Errors: `LogUnavailable` (there is none), as `beginLog`. */
export async function findLog(connection: ServerConnection): Promise<bigint> {
  const there = await beginningOf(connection);
  if (there === undefined) throw new LogUnavailable(`there is no log in ${placeOf(connection)}`);
  return BigInt(there.after);
}

async function beginningOf(connection: ServerConnection): Promise<Beginning | undefined> {
  const options = { ...connection.manners, maxCount: 1 };
  let first: ResolvedEvent<LogBegan> | undefined;
  try {
    const ask = (client: EventStoreDBClient) => client.readStream(streamOf(connection), options);
    await connection.read<ResolvedEvent<LogBegan>>(ask, (event) => (first = event) === undefined);
  } catch (fault) {
    if (isDeleted(fault)) throw new NotALog(placeOf(connection));
    if (!isNoStream(fault)) throw fault;
  }
  if (first === undefined) return undefined;
  const { type, data } = first.event ?? {};
  if (type !== 'LogBegan' || !/^\d+$/.test(data?.after ?? '')) throw new NotALog(placeOf(connection));
  if (data?.schema !== schema) throw new LogSchemaUnknown(Number(data?.schema), schema);
  return data;
}

/** The last position of the whole server. */
async function endOfAll(connection: ServerConnection): Promise<bigint> {
  let position = 0n;
  const options = { ...connection.manners, direction: 'backwards', fromPosition: 'end', maxCount: 1 } as const;
  await connection.read<ResolvedEvent>(
    (client) => client.readAll(options),
    ({ commitPosition = 0n }) => {
      position = commitPosition;
      return false;
    },
  );
  return position;
}

const deskOf = ({ place: { prefix } }: ServerConnection): string => prefix.slice(0, -1);
const streamOf = (connection: ServerConnection): string => `${deskOf(connection)}:log`;
const placeOf = (connection: ServerConnection): string => `desk ${deskOf(connection)} of ${connection.place.shown}`;

/** Two who begin at once write the same event; the first one's words stand. */
const idOf = (stream: string): string => digestUuid(createHash('sha256').update(stream).digest());
