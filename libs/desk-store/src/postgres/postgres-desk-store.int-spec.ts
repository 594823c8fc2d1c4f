import { postgresUnderTest } from '#postgres/testing';
import { describeAgreement, describeDeskStore } from '../../testing/index.js';
import { onPostgres } from '../../testing/postgres-desks.js';

const postgres = await postgresUnderTest();

postgres.describe('the desk store on PostgreSQL', () => {
  const driver = onPostgres(postgres.freshUrl);
  describeDeskStore(driver);
  describeAgreement(driver);
});
