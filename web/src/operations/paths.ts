import { useParams } from "@tanstack/react-router";
import type { Target } from "../shell/room.ts";

export const PRIORITIES = ["low", "normal", "high", "urgent"] as const;
type Priority = (typeof PRIORITIES)[number];

/** What the address of the orders holds: the board of everybody's, unless it says otherwise. */
export interface OrdersSearch {
  view?: "list" | "calendar" | "map";
  /** Of the calendar: a day of what is shown, and how much; a month unless it says otherwise. */
  day?: string;
  span?: "week" | "day";
  technicianId?: string;
  siteId?: string;
  priority?: Priority;
  q?: string;
  mine?: true;
  late?: true;
  over?: true;
}

export const toOrders = (search: OrdersSearch = {}): Target => ({ to: "/work-orders", search });
export const toOrder = (orderId: string): Target => ({ to: "/work-orders/$orderId", params: { orderId } });
export const toAssets = (): Target => ({ to: "/equipment" });
export const toAsset = (assetId: string): Target => ({ to: "/equipment/$assetId", params: { assetId } });
export const toSites = (): Target => ({ to: "/sites" });

/** Tolerant: what nobody knows is left out. */
export const readOrdersSearch = (raw: Record<string, unknown>): OrdersSearch => ({
  ...(raw["view"] === "list" || raw["view"] === "calendar" || raw["view"] === "map" ? { view: raw["view"] } : {}),
  ...(isDay(raw["day"]) ? { day: raw["day"] } : {}),
  ...(raw["span"] === "week" || raw["span"] === "day" ? { span: raw["span"] } : {}),
  ...(isId(raw["technicianId"]) ? { technicianId: raw["technicianId"] } : {}),
  ...(isId(raw["siteId"]) ? { siteId: raw["siteId"] } : {}),
  ...(isPriority(raw["priority"]) ? { priority: raw["priority"] } : {}),
  ...(typeof raw["q"] === "string" && raw["q"] !== "" ? { q: raw["q"].slice(0, 200) } : {}),
  ...(raw["mine"] === true ? { mine: true } : {}),
  ...(raw["late"] === true ? { late: true } : {}),
  ...(raw["over"] === true ? { over: true } : {}),
});

const isDay = (value: unknown): value is string =>
  typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value));
const isId = (value: unknown): value is string => typeof value === "string" && /^[0-9a-f-]{36}$/.test(value);
const isPriority = (value: unknown): value is Priority => PRIORITIES.some((priority) => priority === value);

export const IMPORT_KINDS = ["asset", "site", "part"] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** A file that is looked at, or what the next one holds. */
interface ImportSearch {
  importId?: string;
  kind?: ImportKind;
}

export const toImport = (search: ImportSearch): Target => ({ to: "/records/import", search });

export function readImportSearch({ importId, kind }: Record<string, unknown>): ImportSearch {
  const known = IMPORT_KINDS.find((one) => one === kind);
  return { ...(typeof importId === "string" ? { importId } : {}), ...(known === undefined ? {} : { kind: known }) };
}

export interface AssetsSearch {
  q?: string;
  archived?: true;
}

export const readAssetsSearch = (raw: Record<string, unknown>): AssetsSearch => ({
  ...(typeof raw["q"] === "string" && raw["q"] !== "" ? { q: raw["q"].slice(0, 200) } : {}),
  ...(raw["archived"] === true ? { archived: true } : {}),
});

/** The record that the address names. */
export const useNamed = (name: "orderId" | "assetId"): string | undefined =>
  useParams({ strict: false, select: (params: { orderId?: string; assetId?: string }) => params[name] });

export const toMapSettings = (): Target => ({ to: "/settings/map" });
