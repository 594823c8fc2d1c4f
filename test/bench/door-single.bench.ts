import type { Figure, Scale } from './figure.js';
import { atDesk, byHand } from './programs/doors.js';
import type { Pushed } from './programs/doors.js';

const path = '/envelopes';
const pushed = ({ quick }: Scale): Pushed => ({
  connections: 50,
  requests: quick ? 500 : 40_000,
  body: 'cloud',
  batch: 1,
});

/** The door, one envelope a request, while the desk goes about its other work. */
export const doorSingle: Figure = {
  name: 'door-single',
  what: 'door, single 600-byte envelopes, 50 connections, durable',
  unit: 'envelopes/s',
  atLeast: '0.65 of raw',
  product: atDesk(path, pushed),
  raws: [{ name: 'raw', run: byHand(path, pushed) }],
};
