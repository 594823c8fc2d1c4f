import { once, EventEmitter } from 'node:events';
import { Postgres, PostgresNews, statement } from '#postgres';
import { postgresUnderTest } from '#postgres/testing';

const postgres = await postgresUnderTest();

postgres.describe('news of PostgreSQL', () => {
  let store: Postgres;
  let news: PostgresNews;
  const heard = new EventEmitter();
  beforeEach(() => {
    store = new Postgres(postgres.freshUrl(), { store: 'log', connections: 1 });
    news = new PostgresNews(store, store.schema, () => heard.emit('news'));
  });
  afterEach(async () => {
    news.leave();
    await store.close();
  });

  const listens = async () => {
    const listening = once(heard, 'news');
    news.listen();
    await listening;
  };
  const tell = () => store.run(statement("SELECT pg_notify(current_schema_name, '') FROM (SELECT split_part(current_setting('search_path'), ',', 1) AS current_schema_name) AS named")); // prettier-ignore

  it('are heard on their own connection, and begin with one: something may have been missed before', async () => {
    await listens();
    const next = once(heard, 'news');
    await tell();
    await next;
  });

  it('are heard again after the connection was cut, and the cut counts as news', async () => {
    await listens();
    const again = once(heard, 'news');
    await store.run(statement("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'"));
    await again;
    const next = once(heard, 'news');
    await tell();
    await next;
  });
});
