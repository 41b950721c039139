import { byMember, type FigureAsked, type FigureOffer, figure } from "../../inbox/index.ts";
import { sql } from "../../platform/index.ts";
import { operationsRead } from "../rights.ts";

type Fragment = ReturnType<typeof sql>;

const purchasesBy =
  (at: Fragment) =>
  ({ from, until }: FigureAsked) =>
    sql`from purchases p where p.workspace_id = current_workspace() and ${at} >= ${from} and ${at} < ${until}`;
const ORDERED = sql`p.ordered_at`;
const CREATED = sql`p.created_at`;
const SITE = { "pt-BR": "Local", en: "Site", es: "Lugar" };
const SITES = sql`select id::text as key, name from sites where workspace_id = current_workspace()`;
/** Of the order that a purchase is for. */
const ofOrder = (what: Fragment): Fragment =>
  sql`(select ${what}::text from work_orders o where o.workspace_id = p.workspace_id and o.id = p.work_order_id)`;
const base = {
  right: operationsRead,
  behind: { kind: "purchase", id: sql`p.id`, title: sql`p.title` },
  dimensions: {
    supplier: {
      label: { "pt-BR": "Fornecedor", en: "Supplier", es: "Proveedor" },
      key: sql`p.supplier_id::text`,
      names: sql`select id::text as key, name from suppliers where workspace_id = current_workspace()`,
    },
    site: { label: SITE, key: sql`p.site_id::text`, names: SITES },
    requester: byMember(sql`p.requester_id::text`),
    asset: {
      label: { "pt-BR": "Equipamento", en: "Asset", es: "Equipo" },
      key: ofOrder(sql`o.asset_id`),
      names: sql`select id::text as key, name from assets where workspace_id = current_workspace()`,
    },
    technician: {
      label: { "pt-BR": "Técnico", en: "Technician", es: "Técnico" },
      key: ofOrder(sql`o.technician_id`),
      names: sql`select id::text as key, name from members where workspace_id = current_workspace()`,
    },
    contractor: {
      label: { "pt-BR": "Terceiro", en: "Contractor", es: "Contratista" },
      key: ofOrder(sql`o.contractor_id`),
      names: sql`select id::text as key, name from contractors where workspace_id = current_workspace()`,
    },
  },
} as const;

/** What buying and stock measure, each from the rows. */
export const purchaseFigures: FigureOffer[] = [
  figure({
    ...base,
    id: "purchases.requested",
    unit: "count",
    label: { "pt-BR": "Compras pedidas", en: "Purchases asked for", es: "Compras pedidas" },
    meaning: {
      "pt-BR": "Pedidos internos de compra, no dia do pedido.",
      en: "Purchases that were asked for, on that day.",
      es: "Solicitudes internas de compra, el día de la solicitud.",
    },
    at: CREATED,
    rows: purchasesBy(CREATED),
    aggregate: "count",
  }),
  figure({
    ...base,
    id: "purchases.spend_cents",
    unit: "cents",
    label: { "pt-BR": "Gasto em compras", en: "Spend on purchases", es: "Gasto en compras" },
    meaning: {
      "pt-BR": "Soma dos pedidos feitos a fornecedores, no dia do pedido; os cancelados não contam.",
      en: "Sum of what was ordered from suppliers, on the day of the order; what was cancelled is left out.",
      es: "Suma de lo pedido a proveedores, el día del pedido; lo cancelado no cuenta.",
    },
    at: ORDERED,
    rows: purchasesBy(ORDERED),
    aggregate: "sum",
    measure: sql`p.total_cents`,
    only: sql`p.state <> 'cancelled'`,
  }),
  figure({
    ...base,
    id: "purchases.time_to_order",
    unit: "seconds",
    better: "less",
    label: {
      "pt-BR": "Do pedido interno ao fornecedor (mediana)",
      en: "From request to order (median)",
      es: "De la solicitud al proveedor (mediana)",
    },
    meaning: {
      "pt-BR": "Mediana do tempo do pedido interno até o pedido ao fornecedor.",
      en: "Median of the time from the request to the order at the supplier.",
      es: "Mediana del tiempo desde la solicitud hasta el pedido al proveedor.",
    },
    at: ORDERED,
    rows: purchasesBy(ORDERED),
    aggregate: "median",
    measure: sql`extract(epoch from p.ordered_at - p.created_at)`,
  }),
  figure({
    id: "stock.at_risk",
    unit: "count",
    better: "less",
    label: { "pt-BR": "Peças abaixo do mínimo, desde", en: "Parts below their minimum, since", es: "Piezas bajo el mínimo, desde" },
    meaning: {
      "pt-BR": "Peças que estão abaixo do mínimo de um local, no dia em que ficaram assim.",
      en: "Parts that are below the minimum of a site, on the day when they came to be.",
      es: "Piezas que están bajo el mínimo de un lugar, el día en que quedaron así.",
    },
    right: operationsRead,
    behind: {
      kind: "part",
      id: sql`b.part_id`,
      title: sql`(select q.name from parts q where q.workspace_id = b.workspace_id and q.id = b.part_id)`,
    },
    dimensions: {
      site: { label: SITE, key: sql`b.site_id::text`, names: SITES },
      part: {
        label: { "pt-BR": "Peça", en: "Part", es: "Pieza" },
        key: sql`b.part_id::text`,
        names: sql`select id::text as key, name from parts where workspace_id = current_workspace()`,
      },
    },
    at: sql`b.low_since`,
    rows: ({ from, until }) =>
      sql`from stock_balances b where b.workspace_id = current_workspace() and b.low_since >= ${from} and b.low_since < ${until}`,
    aggregate: "count",
  }),
];
