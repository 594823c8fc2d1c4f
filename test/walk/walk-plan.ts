import { join } from 'node:path';
import { kpiPages } from '#kpi/open';
import { projectorGroup } from '#messaging';
import { deskPages } from '#projections';
import type { RoleName } from '../roles/role-process.js';

/** How much a walk asks of a desk; the same plan is the same input and the same order of misfortunes. */
export interface WalkPlan {
  readonly seed: number;
  /** Generated messages and calls, besides the demo's day. */
  readonly messages: number;
  /** Who write them. */
  readonly customers: number;
  /** Customers of the demo's day. */
  readonly dayCustomers: number;
  /** Kills of each role; freezes come on top. */
  readonly kills: number;
  /** Where projectors read events. */
  readonly source: 'kafka' | 'log';
}

/** Where a walk takes place. */
export interface WalkPlace {
  /** Of a desk that nobody has opened yet, on PostgreSQL. */
  readonly url: string;
  /** An empty folder. */
  readonly folder: string;
  /** Where the log is published to, and the name of a desk that has no topics there yet. */
  readonly brokers: string;
  readonly deskId: string;
  /** Told after each misfortune how many are over. */
  readonly show?: (over: number, of: number) => void;
}

const leaseSeconds = 3;
/** Brokers let go of a member that is silent for six seconds, and the others hear of it in the next two. */
const groupSeconds = 8;

/** The groups of projectors; none where projectors read the log. */
export const groupsOf = ({ source }: WalkPlan, { deskId }: WalkPlace): readonly string[] =>
  source === 'log'
    ? []
    : [projectorGroup(deskId, 'pages', deskPages.version), projectorGroup(deskId, 'kpis', kpiPages.version)];

/** What each process of the desk is started with. */
export const settingsOf = ({ source }: WalkPlan, { url, folder, brokers, deskId }: WalkPlace) => ({
  ...{ LOG_URL: url, DESK_URL: url, KEYS_URL: url, READ_URL: url },
  BLOB_URL: `file:${join(folder, 'blobs')}`,
  DATA_DIR: join(folder, 'data'),
  ...{ KAFKA_BROKERS: brokers, KAFKA_PARTITIONS: '4', KAFKA_REPLICAS: '1', PROJECTOR_SOURCE: source },
  DESK_ID: deskId,
  LEASE_SECONDS: String(leaseSeconds),
});

/** After how long a silence others have gone on with what a process of this role was alone with. */
export const goneAfterSeconds = ({ source }: WalkPlan, role: RoleName): number =>
  role === 'projector' && source === 'kafka' ? groupSeconds : leaseSeconds;
