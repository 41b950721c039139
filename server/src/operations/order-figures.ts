import { type FigureAsked, type FigureOffer, figure } from "../inbox/index.ts";
import { sql } from "../platform/index.ts";
import { orderVisibleTo } from "./orders/order.ts";
import { operationsDispatch } from "./rights.ts";

type Fragment = ReturnType<typeof sql>;

const ordersBy =
  (at: Fragment) =>
  ({ actor, from, until }: FigureAsked) =>
    sql`from work_orders o where o.workspace_id = current_workspace() and ${at} >= ${from} and ${at} < ${until} and ${orderVisibleTo(actor)}`;

/** Of an order `o` in cents: labour, and parts at what they cost when they were taken. */
const COST_OF_ORDER = sql`(o.labour_cents + coalesce((select round(-sum(m.value) / 100000) from stock_movements m
  where m.workspace_id = o.workspace_id and m.work_order_id = o.id and m.kind in ('out', 'return')), 0))`;

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
  figure({
    ...opened,
    id: "orders.between_failures_mean",
    unit: "seconds",
    better: "more",
    label: { "pt-BR": "Tempo entre falhas, MTBF", en: "Time between failures, MTBF", es: "Tiempo entre fallas, MTBF" },
    meaning: {
      "pt-BR":
        "Média do tempo desde a falha anterior do mesmo equipamento; só ordens corretivas, sem as canceladas. A primeira falha não conta.",
      en: "Mean of the time since the failure before of the same asset; corrective orders alone, without those cancelled. The first failure does not count.",
      es: "Media del tiempo desde la falla anterior del mismo equipo; solo órdenes correctivas, sin las canceladas. La primera falla no cuenta.",
    },
    aggregate: "mean",
    only: sql`o.kind = 'corrective' and o.state <> 'cancelled' and o.asset_id is not null`,
    measure: sql`date_part('epoch', o.created_at - (select before.created_at from work_orders before
      where before.workspace_id = o.workspace_id and before.asset_id = o.asset_id and (before.created_at, before.id) < (o.created_at, o.id)
        and before.kind = 'corrective' and before.state <> 'cancelled' order by before.created_at desc, before.id desc limit 1))`,
  }),
  figure({
    ...done,
    id: "orders.cost_cents",
    unit: "cents",
    label: { "pt-BR": "Custo das ordens", en: "Cost of orders", es: "Costo de las órdenes" },
    meaning: {
      "pt-BR": "Mão de obra e peças das ordens feitas, as peças pelo que custavam quando saíram; o que voltou é descontado.",
      en: "Labour and parts of the orders that were done, parts at what they cost when they were taken; what came back is taken off.",
      es: "Mano de obra y piezas de las órdenes hechas, las piezas por lo que costaban al salir; lo que volvió se descuenta.",
    },
    aggregate: "sum",
    measure: COST_OF_ORDER,
  }),
];

const { asset, site } = base.dimensions;

/** What an asset cost so far: its purchase, and each order that was done on it. */
export const assetFigures: FigureOffer[] = [
  figure({
    id: "assets.ownership_cents",
    unit: "cents",
    better: "less",
    label: { "pt-BR": "Custo total, TCO", en: "Cost of ownership, TCO", es: "Costo total, TCO" },
    meaning: {
      "pt-BR": "Compra do equipamento, no dia da compra, mais mão de obra e peças das ordens feitas nele, no dia em que foram feitas.",
      en: "The purchase of the asset, on the day of it, and labour and parts of the orders that were done on it, on the day of each.",
      es: "Compra del equipo, el día de la compra, más mano de obra y piezas de las órdenes hechas en él, el día de cada una.",
    },
    right: operationsDispatch,
    behind: {
      kind: "asset",
      id: sql`o.asset_id`,
      title: sql`(select a.code || ' ' || a.name from assets a where a.workspace_id = current_workspace() and a.id = o.asset_id)`,
    },
    dimensions: { asset, site },
    at: sql`o.at`,
    aggregate: "sum",
    measure: sql`o.cents`,
    rows: ({ actor, from, until }) => sql`
      from (
        select a.id as asset_id, a.site_id, coalesce(a.purchased_on::timestamp at time zone w.time_zone, a.created_at) as at, a.cost_cents as cents
        from assets a join workspaces w on w.id = a.workspace_id where a.workspace_id = current_workspace() and a.cost_cents is not null
        union all
        select o.asset_id, o.site_id, o.done_at, ${COST_OF_ORDER} from work_orders o
        where o.workspace_id = current_workspace() and o.asset_id is not null and o.done_at >= ${from} and o.done_at < ${until} and ${orderVisibleTo(actor)}
      ) o where o.at >= ${from} and o.at < ${until}`,
  }),
];
