import { type FigureAsked, type FigureOffer, figure } from "../../inbox/index.ts";
import { sql } from "../../platform/index.ts";
import { operationsRead } from "../rights.ts";

type Fragment = ReturnType<typeof sql>;

const purchasesBy =
  (at: Fragment) =>
  ({ from, until }: FigureAsked) =>
    sql`from purchases p where p.workspace_id = current_workspace() and ${at} >= ${from} and ${at} < ${until}`;
const ORDERED = sql`p.ordered_at`;
const CREATED = sql`p.created_at`;
const DIMENSIONS = { supplier: sql`p.supplier_id::text`, site: sql`p.site_id::text`, requester: sql`p.requester_id::text` };
const base = { right: operationsRead, dimensions: DIMENSIONS };

/** What buying and stock measure, each from the rows. */
export const purchaseFigures: FigureOffer[] = [
  figure({
    ...base,
    id: "purchases.requested",
    unit: "count",
    label: { "pt-BR": "Compras pedidas", en: "Purchases asked for", es: "Compras pedidas" },
    at: CREATED,
    rows: purchasesBy(CREATED),
    value: sql`count(*)`,
  }),
  figure({
    ...base,
    id: "purchases.spend_cents",
    unit: "count",
    label: { "pt-BR": "Gasto em compras, em centavos", en: "Spend on purchases, in cents", es: "Gasto en compras, en centavos" },
    at: ORDERED,
    rows: purchasesBy(ORDERED),
    value: sql`coalesce(sum(p.total_cents) filter (where p.state <> 'cancelled'), 0)`,
  }),
  figure({
    ...base,
    id: "purchases.time_to_order",
    unit: "seconds",
    label: {
      "pt-BR": "Do pedido interno ao fornecedor (mediana)",
      en: "From request to order (median)",
      es: "De la solicitud al proveedor (mediana)",
    },
    at: ORDERED,
    rows: purchasesBy(ORDERED),
    value: sql`percentile_cont(0.5) within group (order by extract(epoch from p.ordered_at - p.created_at))`,
  }),
  figure({
    id: "stock.at_risk",
    unit: "count",
    label: { "pt-BR": "Peças abaixo do mínimo, desde", en: "Parts below their minimum, since", es: "Piezas bajo el mínimo, desde" },
    right: operationsRead,
    dimensions: { site: sql`b.site_id::text`, part: sql`b.part_id::text` },
    at: sql`b.low_since`,
    rows: ({ from, until }) =>
      sql`from stock_balances b where b.workspace_id = current_workspace() and b.low_since >= ${from} and b.low_since < ${until}`,
    value: sql`count(*)`,
  }),
];
