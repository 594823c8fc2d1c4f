import { Background, feedOf, isAnyActive } from '#apps/sijil/role';
import type { Foundation } from '#apps/sijil/role';

/** Tells webhooks the log. Its thread begins with the first webhook that is not paused, whichever api was told of it. */
export function beginDeliveries(foundation: Foundation): void {
  const { stores, onFault, begun } = foundation;
  const feed = begun(feedOf(foundation));
  const watch = begun(new Background(onFault));
  let delivers = false;
  watch.run('webhooks', async () => {
    if (delivers || !(await isAnyActive(stores.desk))) return;
    delivers = true;
    feed.deliver();
  });
}
