/** No KPI has this id. `GET /v1/kpis` lists them. */
export class KpiNotFound extends Error {
  readonly code = 'KPI.NOT_FOUND';
  constructor(readonly kpi: string) {
    super(`there is no KPI ${kpi}`);
  }
}
