import type { Spread } from './measure.js';

/** How sizes are spread, as the lines Prometheus reads of a histogram: its client library knows only what it counted itself. */
export function spreadText({ name, help, spread: { groups, total } }: Spread): string {
  let seen = 0;
  const buckets = groups.map(([upTo, count]) => {
    seen += count;
    return `${name}_bucket{le="${upTo === Infinity ? '+Inf' : upTo}"} ${seen}`;
  });
  const whole = [`${name}_sum ${total}`, `${name}_count ${seen}`];
  return [`# HELP ${name} ${help}`, `# TYPE ${name} histogram`, ...buckets, ...whole, ''].join('\n');
}
