import { defineRoom } from "../../shell/room.ts";
import { Package, ShoppingCart } from "../../ui/icons.generated.ts";
import { readPurchasesSearch, readStockSearch, toPurchases, toStock } from "./paths.ts";
import { stockFace } from "./words/face-words.ts";

const { phrase } = stockFace;
const stockSays = phrase("nav.stock");
const purchasesSay = phrase("nav.purchases");
const right = "operations.read";
// The pages wait for their own words: they are no part of the first load.
const words: [] = [];
const stockPage = {
  component: async () => (await import("./stock-page.tsx")).StockPage,
  words,
  readSearch: readStockSearch,
  title: stockSays,
};
const purchasesPage = {
  component: async () => (await import("../purchases/purchases-page.tsx")).PurchasesPage,
  words,
  readSearch: readPurchasesSearch,
  title: purchasesSay,
};

export const stock = defineRoom({
  place: 28,
  face: stockFace,
  pages: [
    { path: "/stock", ...stockPage },
    { path: "/stock/$partId", ...stockPage },
    { path: "/purchases", ...purchasesPage },
    { path: "/purchases/$purchaseId", ...purchasesPage },
  ],
  rail: [
    { group: "work", icon: Package, label: stockSays, target: toStock(), right },
    { group: "work", icon: ShoppingCart, label: purchasesSay, target: toPurchases(), right },
  ],
  palette: [
    { says: stockSays, target: toStock(), right },
    { says: purchasesSay, target: toPurchases(), right },
  ],
  live: [
    { kinds: "part.", refresh: () => ({ soon: [["stock"]] }) },
    { kinds: "stock.", refresh: () => ({ soon: [["stock"]] }) },
    { kinds: "purchase.", refresh: () => ({ soon: [["purchases"]] }) },
  ],
});
