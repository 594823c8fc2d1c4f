import { DatabaseError } from 'pg';
import { PostgresUnreachable, persevere } from '#postgres';

/** A fault of the server where the code is an SQLSTATE, otherwise one of the way there. */
function fault(code?: string): Error {
  const isOfServer = /^[0-9A-Z]{5}$/.test(code ?? '');
  const met = isOfServer
    ? new DatabaseError(String(code), 0, 'error')
    : new Error('Connection terminated unexpectedly');
  return Object.assign(met, { code });
}
const unreachable = (cause: Error) => new PostgresUnreachable('away', { cause });

/** Work that meets these faults one after the other, and then succeeds. */
function meeting(...faults: readonly Error[]) {
  let tries = 0;
  return async () => {
    const met = faults[tries];
    tries += 1;
    if (met) throw met;
    return tries;
  };
}
const never = () => false;

it.each([
  ['the server is away', unreachable(fault('ECONNREFUSED'))],
  ['it is starting', unreachable(fault('57P03'))],
  ['it has no connection to spare', unreachable(fault('53300'))],
  ['the connection was cut', fault()],
  ['the server is stopping', fault('57P01')],
  ['a statement took too long', fault('57014')],
  ['somebody else was in the way', fault('40P01')],
])('tries again when %s', async (_, met) => {
  expect(await persevere(meeting(met, met), 10_000, never)).toBe(3);
});

it.each([
  ['the statement is wrong', fault('42601')],
  ['the password is wrong', unreachable(fault('28P01'))],
  ['there is no such database', unreachable(fault('3D000'))],
])('does not try again when %s', async (_, met) => {
  await expect(persevere(meeting(met), 10_000, never)).rejects.toBe(met);
});

it('gives up after its patience, and when it is over', async () => {
  const away = unreachable(fault('ECONNREFUSED'));
  await expect(persevere(meeting(away), 0, never)).rejects.toBe(away);
  await expect(persevere(meeting(away), 10_000, () => true)).rejects.toBe(away);
});

it('gives up with the fault that left it open whether something was written', async () => {
  const cut = fault();
  await expect(persevere(meeting(cut, unreachable(fault('28P01'))), 10_000, never)).rejects.toBe(cut);
});
