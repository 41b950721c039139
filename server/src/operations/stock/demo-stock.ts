import { type Ctx, sql } from "../../platform/index.ts";
import { createRecord } from "../records/record.ts";
import { sites } from "../records/sites.ts";
import { setMinimum } from "./minimums.ts";
import { parts } from "./parts.ts";
import { recordMovement } from "./record-movement.ts";

/** A part of the demonstration: what it costs in ten-thousandths, how much lies at each of the sites, and the minimum of the first. */
interface Planned {
  name: string;
  unit: string;
  cost: number;
  held: readonly number[];
  minimum?: number;
}

const NAMES: readonly Planned[] = [
  { name: "Filtro G4 610×610", unit: "un", cost: 820_000, held: [14, 6, 4, 2], minimum: 10 },
  { name: "Filtro F8 610×305", unit: "un", cost: 1_460_000, held: [3, 2, 0, 0], minimum: 6 },
  { name: "Correia A-42", unit: "un", cost: 389_000, held: [9, 3, 2, 1], minimum: 4 },
  { name: "Correia B-51", unit: "un", cost: 475_000, held: [2, 1, 0, 0], minimum: 4 },
  { name: "Rolamento 608ZZ", unit: "un", cost: 124_000, held: [20, 8, 6, 4], minimum: 12 },
  { name: "Rolamento 6203", unit: "un", cost: 196_000, held: [1, 0, 0, 0], minimum: 6 },
  { name: "Motor do ventilador 1/6 cv", unit: "un", cost: 11_900_000, held: [2, 1, 0, 0], minimum: 2 },
  { name: "Motor do ventilador 1/4 cv", unit: "un", cost: 14_500_000, held: [1, 0, 0, 0] },
  { name: "Capacitor 35 µF", unit: "un", cost: 268_000, held: [12, 6, 4, 2], minimum: 8 },
  { name: "Capacitor 45 µF", unit: "un", cost: 312_000, held: [8, 4, 2, 2] },
  { name: "Contator 25 A", unit: "un", cost: 1_180_000, held: [5, 2, 1, 1], minimum: 3 },
  { name: "Relé térmico 9–13 A", unit: "un", cost: 1_540_000, held: [3, 1, 0, 0] },
  { name: "Placa eletrônica 24.000", unit: "un", cost: 7_420_000, held: [1, 0, 0, 0], minimum: 2 },
  { name: "Sensor de temperatura NTC", unit: "un", cost: 189_000, held: [16, 6, 5, 3], minimum: 8 },
  { name: "Controlador da câmara fria", unit: "un", cost: 19_600_000, held: [1, 0, 0, 0] },
  { name: "Gás R-410A", unit: "kg", cost: 652_000, held: [22.6, 11.3, 0, 0], minimum: 20 },
  { name: "Gás R-404A", unit: "kg", cost: 598_000, held: [10.9, 0, 0, 0] },
  { name: "Óleo POE 68", unit: "L", cost: 890_000, held: [7.5, 2, 1, 0] },
  { name: 'Mangueira ¾"', unit: "m", cost: 62_000, held: [48.5, 20, 12, 0], minimum: 30 },
  { name: 'Tubo de cobre ⅜"', unit: "m", cost: 318_000, held: [36, 15, 0, 0], minimum: 20 },
  { name: 'Tubo de cobre ⅝"', unit: "m", cost: 546_000, held: [24, 9, 0, 0] },
  { name: "Isolante elastomérico", unit: "m", cost: 98_000, held: [60, 24, 18, 0] },
  { name: "Válvula de serviço ¼", unit: "un", cost: 432_000, held: [6, 2, 2, 0] },
  { name: "Filtro secador", unit: "un", cost: 365_000, held: [9, 3, 2, 1] },
  { name: "Bomba de dreno", unit: "un", cost: 2_860_000, held: [2, 1, 0, 0] },
  { name: "Suporte de condensadora", unit: "par", cost: 745_000, held: [4, 2, 0, 0] },
  { name: "Cabo PP 3×2,5", unit: "m", cost: 84_000, held: [75, 30, 0, 0] },
  { name: "Disjuntor 20 A", unit: "un", cost: 245_000, held: [8, 4, 2, 2] },
  { name: "Fita de alumínio", unit: "rolo", cost: 215_000, held: [11, 4, 3, 2] },
  { name: "Detergente desincrustante", unit: "L", cost: 178_000, held: [15, 5, 5, 0], minimum: 10 },
];

const PLACES = ["Estoque central", "Base Norte", "Base Sul", "Van 1"];

/** Parts on the shelves of the sites that are there; where there are none, on those of four. */
export async function demoStock(ctx: Ctx): Promise<void> {
  const places = await somePlaces(ctx);
  for (const [index, { name, unit, cost, held, minimum }] of NAMES.entries()) {
    const part = await createRecord(ctx, parts, { code: `P-${String(index + 1).padStart(4, "0")}`, name, unit });
    for (const [place, quantity] of held.entries()) {
      const siteId = places[place];
      if (siteId === undefined || quantity === 0) continue;
      const lines = [{ partId: part.id, quantity: Math.round(quantity * 1000), unitCost: cost }];
      await recordMovement(ctx, { kind: "in", siteId, workOrderId: null, reason: "Saldo inicial", lines });
    }
    const first = places[0];
    if (minimum !== undefined && first !== undefined) await setMinimum(ctx, { partId: part.id, siteId: first, minimum: minimum * 1000 });
  }
}

async function somePlaces(ctx: Ctx): Promise<string[]> {
  const found = await ctx.transaction((tx) =>
    tx.many(sql<{ id: string }>`select id from sites where archived_at is null order by created_at, id limit 4`),
  );
  const ids = found.map(({ id }) => id);
  for (const name of PLACES.slice(ids.length)) ids.push((await createRecord(ctx, sites, { name })).id);
  return ids;
}
