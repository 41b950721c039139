import { type FigureAsked, type FigureOffer, figure } from "../inbox/index.ts";
import { sql } from "../platform/index.ts";
import { orderVisibleTo } from "./orders/order.ts";
import { operationsDispatch } from "./rights.ts";

type Fragment = ReturnType<typeof sql>;

const ordersBy =
  (at: Fragment) =>
  ({ actor, from, until }: FigureAsked) =>
    sql`from work_orders o where o.workspace_id = current_workspace() and ${at} >= ${from} and ${at} < ${until} and ${orderVisibleTo(actor)}`;

const base = {
  right: operationsDispatch,
  dimensions: {
    asset: sql`o.asset_id::text`,
    site: sql`o.site_id::text`,
    technician: sql`o.technician_id::text`,
    contractor: sql`o.contractor_id::text`,
    priority: sql`o.priority`,
  },
};
const opened = { ...base, at: sql`o.created_at`, rows: ordersBy(sql`o.created_at`) };
const done = { ...base, at: sql`o.done_at`, rows: ordersBy(sql`o.done_at`) };

/** What field work measures, each from the rows. */
export const orderFigures: FigureOffer[] = [
  figure({
    ...opened,
    id: "orders.opened",
    unit: "count",
    label: { "pt-BR": "Ordens abertas", en: "Orders opened", es: "Órdenes abiertas" },
    value: sql`count(*)`,
  }),
  figure({
    ...opened,
    id: "orders.backlog",
    unit: "count",
    label: { "pt-BR": "Ordens ainda por fazer", en: "Orders still to be done", es: "Órdenes por hacer" },
    value: sql`count(*) filter (where o.is_open)`,
  }),
  figure({
    ...done,
    id: "orders.done",
    unit: "count",
    label: { "pt-BR": "Ordens concluídas", en: "Orders done", es: "Órdenes hechas" },
    value: sql`count(*)`,
  }),
  figure({
    ...done,
    id: "orders.on_time",
    unit: "share",
    label: { "pt-BR": "Concluídas no prazo", en: "Done in time", es: "Hechas a tiempo" },
    value: sql`avg(case when o.done_at <= o.due_at then 1.0 else 0.0 end)`,
  }),
  figure({
    ...done,
    id: "orders.repair_mean",
    unit: "seconds",
    // From the report until it was done; only what was broken.
    label: { "pt-BR": "Tempo de reparo, MTTR", en: "Time to repair, MTTR", es: "Tiempo de reparación, MTTR" },
    value: sql`avg(extract(epoch from o.done_at - o.created_at)) filter (where o.kind = 'corrective')`,
  }),
];
