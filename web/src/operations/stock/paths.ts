import { useParams } from "@tanstack/react-router";
import type { Target } from "../../shell/room.ts";

/** What the address of the stock holds. */
export interface StockSearch {
  q?: string;
  low?: true;
}

export const toStock = (search: StockSearch = {}): Target => ({ to: "/stock", search });
export const toPart = (partId: string): Target => ({ to: `/stock/${partId}` });

/** Tolerant: what nobody knows is left out. */
export const readStockSearch = (raw: Record<string, unknown>): StockSearch => ({
  ...(typeof raw["q"] === "string" && raw["q"] !== "" ? { q: raw["q"] } : {}),
  ...(raw["low"] === true ? { low: true } : {}),
});

export const usePartId = (): string | undefined => useParams({ strict: false, select: ({ partId }: { partId?: string }) => partId });

/** Which purchases the list shows; those under way where it says nothing. */
export interface PurchasesSearch {
  which?: "mine" | "ended";
}

export const toPurchases = (search: PurchasesSearch = {}): Target => ({ to: "/purchases", search });
export const toPurchase = (purchaseId: string, search: PurchasesSearch = {}): Target => ({ to: `/purchases/${purchaseId}`, search });

export const readPurchasesSearch = (raw: Record<string, unknown>): PurchasesSearch =>
  raw["which"] === "mine" || raw["which"] === "ended" ? { which: raw["which"] } : {};

export const usePurchaseId = (): string | undefined =>
  useParams({ strict: false, select: ({ purchaseId }: { purchaseId?: string }) => purchaseId });
