import { Counter, Gauge, Registry } from 'prom-client';
import type { Numbers } from '#apps/api';

/** Numbers as the lines that Prometheus reads. */
export function measuresText(measures: readonly Numbers[]): Promise<string> {
  const registry = new Registry();
  for (const { name, help, kind, values } of measures) {
    const form = { name, help, registers: [registry] };
    const page = kind === 'counter' ? new Counter(form) : new Gauge(form);
    for (const { value } of values) page.inc(value);
  }
  return registry.metrics();
}
