export * from './parking.events.js';
export * from './parking.commands.js';
export * from './parking.refusals.js';
export { decideParking, emptyParking, evolveParking } from './parking.js';
export type { ParkingState } from './parking.js';
