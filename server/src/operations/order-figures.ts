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
  conversation: sql`o.conversation_id`,
  behind: { kind: "order", id: sql`o.id`, title: sql`o.code || ' ' || o.title` },
  dimensions: {
    asset: {
      label: { "pt-BR": "Equipamento", en: "Asset", es: "Equipo" },
      key: sql`o.asset_id::text`,
      names: sql`select id::text as key, name from assets where workspace_id = current_workspace()`,
    },
    site: {
      label: { "pt-BR": "Local", en: "Site", es: "Lugar" },
      key: sql`o.site_id::text`,
      names: sql`select id::text as key, name from sites where workspace_id = current_workspace()`,
    },
    technician: {
      label: { "pt-BR": "Técnico", en: "Technician", es: "Técnico" },
      key: sql`o.technician_id::text`,
      names: sql`select id::text as key, name from members where workspace_id = current_workspace()`,
    },
    contractor: {
      label: { "pt-BR": "Terceiro", en: "Contractor", es: "Contratista" },
      key: sql`o.contractor_id::text`,
      names: sql`select id::text as key, name from contractors where workspace_id = current_workspace()`,
    },
    priority: {
      label: { "pt-BR": "Prioridade", en: "Priority", es: "Prioridad" },
      key: sql`o.priority`,
      words: {
        urgent: { "pt-BR": "Urgente", en: "Urgent", es: "Urgente" },
        high: { "pt-BR": "Alta", en: "High", es: "Alta" },
        normal: { "pt-BR": "Normal", en: "Normal", es: "Normal" },
        low: { "pt-BR": "Baixa", en: "Low", es: "Baja" },
      },
    },
  },
} as const;
const opened = { ...base, at: sql`o.created_at`, rows: ordersBy(sql`o.created_at`) };
const done = { ...base, at: sql`o.done_at`, rows: ordersBy(sql`o.done_at`) };
const repair = {
  ...done,
  unit: "seconds",
  better: "less",
  measure: sql`extract(epoch from o.done_at - o.created_at)`,
  only: sql`o.kind = 'corrective'`,
} as const;

/** What field work measures, each from the rows. */
export const orderFigures: FigureOffer[] = [
  figure({
    ...opened,
    id: "orders.opened",
    unit: "count",
    label: { "pt-BR": "Ordens abertas", en: "Orders opened", es: "Órdenes abiertas" },
    meaning: { "pt-BR": "Ordens criadas no período.", en: "Orders that were made.", es: "Órdenes creadas en el período." },
    aggregate: "count",
  }),
  figure({
    ...opened,
    id: "orders.backlog",
    unit: "count",
    better: "less",
    label: { "pt-BR": "Ordens ainda por fazer", en: "Orders still to be done", es: "Órdenes por hacer" },
    meaning: {
      "pt-BR": "Das ordens criadas no período, as que ainda não foram feitas, fechadas ou canceladas.",
      en: "Of the orders that were made in the period, those not yet done, closed or cancelled.",
      es: "De las órdenes creadas en el período, las que aún no se hicieron, cerraron o cancelaron.",
    },
    aggregate: "count",
    only: sql`o.is_open`,
  }),
  figure({
    ...done,
    id: "orders.done",
    unit: "count",
    better: "more",
    label: { "pt-BR": "Ordens concluídas", en: "Orders done", es: "Órdenes hechas" },
    meaning: {
      "pt-BR": "Ordens feitas, no dia em que foram feitas.",
      en: "Orders that were done, on the day of it.",
      es: "Órdenes hechas, el día en que se hicieron.",
    },
    aggregate: "count",
  }),
  figure({
    ...done,
    id: "orders.on_time",
    unit: "share",
    better: "more",
    label: { "pt-BR": "Concluídas no prazo", en: "Done in time", es: "Hechas a tiempo" },
    meaning: {
      "pt-BR": "Das ordens feitas, a parte feita até o prazo.",
      en: "Of the orders that were done, the share that was done by its due time.",
      es: "De las órdenes hechas, la parte hecha dentro del plazo.",
    },
    aggregate: "share",
    measure: sql`o.done_at <= o.due_at`,
  }),
  figure({
    ...repair,
    id: "orders.repair_mean",
    label: { "pt-BR": "Tempo de reparo, MTTR", en: "Time to repair, MTTR", es: "Tiempo de reparación, MTTR" },
    meaning: {
      "pt-BR": "Média do tempo do pedido até ficar pronto; só ordens corretivas.",
      en: "Mean of the time from the report until it was done; corrective orders alone.",
      es: "Media del tiempo desde el reporte hasta quedar hecho; solo órdenes correctivas.",
    },
    aggregate: "mean",
  }),
  figure({
    ...repair,
    id: "orders.repair_median",
    label: { "pt-BR": "Tempo de reparo (mediana)", en: "Time to repair (median)", es: "Tiempo de reparación (mediana)" },
    meaning: {
      "pt-BR": "Mediana do tempo do pedido até ficar pronto; só ordens corretivas.",
      en: "Median of the time from the report until it was done; corrective orders alone.",
      es: "Mediana del tiempo desde el reporte hasta quedar hecho; solo órdenes correctivas.",
    },
    aggregate: "median",
  }),
];
