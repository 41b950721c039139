import { type Ctx, sql } from "../platform/index.ts";
import type { OrderKind, Priority } from "./closed-sets.ts";
import { moveOrder } from "./orders/move-order.ts";
import type { Move } from "./orders/moves.ts";
import { openOrder } from "./orders/open-order.ts";
import { changeSettings } from "./orders/settings.ts";
import { makePlan } from "./plans/plans.ts";
import { keepReading } from "./plans/readings.ts";
import { assets } from "./records/assets.ts";
import { createRecord } from "./records/record.ts";
import { sites } from "./records/sites.ts";
import { suppliers } from "./records/suppliers.ts";

const SITES = [
  { name: "Hotel Rio Mar", code: "RM", address: "Av. Coronel Teixeira, 1200, Manaus", place: { latitude: -3.087, longitude: -60.081 } },
  { name: "Clínica Sorriso Vivo", code: "SV", address: "Rua Pará, 310, Manaus", place: { latitude: -3.101, longitude: -60.017 } },
  { name: "Mercado Boa Hora", code: "BH", address: "Av. Torquato Tapajós, 4500, Manaus", place: { latitude: -3.043, longitude: -60.028 } },
  { name: "Academia Pulso", code: "AP", address: "Rua Recife, 88, Manaus", place: { latitude: -3.097, longitude: -60.013 } },
];
const MACHINES = [
  { name: "Split 12.000", kind: "Split", model: "SP-12", gas: "R-32", cents: 189_000 },
  { name: "Split 24.000", kind: "Split", model: "SP-24", gas: "R-410A", cents: 342_000 },
  { name: "Piso-teto 36.000", kind: "Piso-teto", model: "PT-36X", gas: "R-410A", cents: 798_000 },
  { name: "Cassete 48.000", kind: "Cassete", model: "CS-48", gas: "R-410A", cents: 1_120_000 },
  { name: "Câmara fria", kind: "Refrigeração", model: "CF-9", gas: "R-404A", cents: 2_450_000 },
];
const PLACES = ["recepção", "lavanderia", "cozinha", "sala 2", "corredor", "depósito", "escritório", "salão"];
const REPORTS: { title: string; solution: string; priority: Priority; kind: OrderKind }[] = [
  { title: "Não gela", solution: "Completei o gás e refiz a solda", priority: "high", kind: "corrective" },
  { title: "Limpeza trimestral", solution: "Filtros e serpentina limpos", priority: "low", kind: "preventive" },
  { title: "Vazando água", solution: "Dreno desobstruído", priority: "urgent", kind: "corrective" },
  { title: "Barulho na turbina", solution: "Turbina balanceada", priority: "normal", kind: "corrective" },
  { title: "Disjuntor caindo", solution: "Borneira trocada", priority: "high", kind: "corrective" },
  { title: "Controle não responde", solution: "Receptor trocado", priority: "normal", kind: "corrective" },
];
const ASSETS = 40;
const ORDERS = 60;
/** The last of them are still under way, a few in each state. */
const UNDER_WAY: Move[][] = [[], [], ["accept"], ["accept"], ["accept", "depart"], ["accept", "check-in"], ["accept", "check-in", "pause"]];
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Half a year in sixty steps. */
const EVERY_DAYS = 3;

/** Sites, machines and orders of half a year, by the room's own verbs with the clock of then. Nobody is told of what is long past. */
export async function demoOperations(ctx: Ctx): Promise<void> {
  await changeSettings(ctx, { labourCents: 12_000 });
  const siteIds = [];
  for (const site of SITES) siteIds.push((await createRecord(ctx, sites, site)).id);
  for (const [name, phone] of [
    ["Refrigera Manaus", "+55 92 3232-1000"],
    ["Peças Norte", "+55 92 3232-2000"],
  ] as const)
    await createRecord(ctx, suppliers, { name, phone, email: `vendas@${name.split(" ")[0]?.toLowerCase() ?? "pecas"}.example` });
  const assetIds = await makeAssets(ctx, siteIds);
  const [technician] = await ctx.transaction((tx) =>
    tx.many(sql<{ id: string }>`
      select id from members where removed_at is null order by role <> 'technician', created_at, id limit 1`),
  );
  for (let index = 0; index < ORDERS; index += 1) await makeOrder(ctx, index, assetIds, technician?.id ?? null);
  await makePlans(ctx, assetIds, technician?.id ?? null);
}

/** Two by the calendar, one by the meter, whose readings of two months are there. */
async function makePlans(ctx: Ctx, assetIds: string[], technicianId: string | null): Promise<void> {
  const base = { technicianId, calendar: null, everyReading: null, isOn: true, checklist: ["Filtros", "Serpentina", "Dreno"] };
  const from = { startsOn: ctx.now().toISOString().slice(0, 10), startsAt: "08:00" };
  const [first, second, third] = [at(assetIds, 0), at(assetIds, 4), at(assetIds, 9)];
  await makePlan(ctx, {
    ...base,
    title: "Limpeza trimestral",
    assetId: first,
    priority: "low",
    calendar: { rule: "FREQ=MONTHLY;INTERVAL=3", ...from },
  });
  await makePlan(ctx, {
    ...base,
    title: "Checar gás da câmara",
    assetId: second,
    priority: "normal",
    calendar: { rule: "FREQ=WEEKLY;INTERVAL=2", ...from },
  });
  for (const [weeks, hours] of [
    [8, 1_180],
    [4, 1_412],
    [1, 1_590],
  ] as const) {
    const then: Ctx = { ...ctx, now: () => new Date(ctx.now().getTime() - weeks * 7 * DAY_MS) };
    await keepReading(then, { assetId: third, value: hours * 1_000 });
  }
  await makePlan(ctx, { ...base, title: "Revisão do compressor", assetId: third, priority: "normal", everyReading: 500_000 });
}

async function makeAssets(ctx: Ctx, siteIds: string[]): Promise<string[]> {
  const ids = [];
  for (let index = 0; index < ASSETS; index += 1) {
    const { name, kind, model, gas, cents } = at(MACHINES, index);
    const asset = await createRecord(ctx, assets, {
      name: `${name}, ${at(PLACES, index)}`,
      code: `EQ-${String(100 + index * 7).padStart(4, "0")}`,
      kind,
      manufacturer: "Brisa",
      model,
      serial: `${model}.${20_417 + index * 13}`,
      specifications: { Gás: gas, Tensão: index % 3 === 0 ? "220 V trifásico" : "220 V" },
      synonyms: [`ar da ${at(PLACES, index)}`],
      siteId: at(siteIds, index),
      costCents: cents,
      purchasedOn: `${2020 + (index % 5)}-0${1 + (index % 9)}-15`,
    });
    ids.push(asset.id);
  }
  return ids;
}

async function makeOrder(ctx: Ctx, index: number, assetIds: string[], technicianId: string | null): Promise<void> {
  const left = ORDERS - 1 - index;
  const start = new Date(ctx.now().getTime() - left * EVERY_DAYS * DAY_MS - HOUR_MS);
  const moves: Move[] = left < UNDER_WAY.length ? at(UNDER_WAY, left) : ["accept", "depart", "check-in", "check-out", "close"];
  const { title, solution, priority, kind } = at(REPORTS, index * 5);
  // Photos of that time are not there: who tries it takes the ones of today.
  const needsPhoto = left < UNDER_WAY.length;
  let hours = 0;
  const then = (): Ctx => ({ ...ctx, now: () => new Date(Math.min(ctx.now().getTime(), start.getTime() + hours * HOUR_MS)) });
  const order = await openOrder(then(), {
    title,
    kind,
    priority,
    origin: index % 4 === 0 ? "qr_code" : "web",
    assetId: at(assetIds, index * 7),
    needsPhoto,
    isHistory: true,
    checklist: ["Ler o QR do equipamento", "Medir pressão e corrente", "Testar por 15 min"],
  });
  if (technicianId === null || left === 0) return;
  const move = (wanted: Move) => {
    hours += (1 + (index % 4)) / 2;
    return moveOrder(then(), order.id, { move: wanted, technicianId, solution, reason: "Esperando a peça", isHistory: true });
  };
  await move("assign");
  for (const wanted of moves) await move(wanted);
}

/** Around and around. */
function at<T>(list: readonly T[], index: number): T {
  return list[index % list.length] as T; // never empty
}
