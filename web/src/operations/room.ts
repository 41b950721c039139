import { defineRoom } from "../shell/room.ts";
import { ClipboardList, MapPin, Wrench } from "../ui/icons.generated.ts";
import { importWords } from "./imports/words/words.ts";
import { readFirmsSearch, toOffice } from "./office/paths.ts";
import {
  readAssetsSearch,
  readImportSearch,
  readOrdersSearch,
  toAssets,
  toImport,
  toMapSettings,
  toOrder,
  toOrders,
  toSites,
} from "./paths.ts";
import { operationsFace } from "./words/face-words.ts";

const { phrase } = operationsFace;
const orders = phrase("nav.orders");
const assets = phrase("nav.assets");
const sites = phrase("nav.sites");
const suppliers = phrase("nav.suppliers");
const contractors = phrase("nav.contractors");
const limits = phrase("nav.limits");
const technicians = phrase("nav.technicians");
const plans = phrase("nav.plans");
const imports = phrase("nav.imports");
const map = phrase("nav.map");
const right = "operations.read";
// Pages and sections wait for their own words: they are no part of the first load.
const words: [] = [];
const section = [{ key: "orders", right, component: async () => (await import("./order-section.tsx")).OrderSection, words }];

export const operations = defineRoom({
  place: 27,
  face: operationsFace,
  pages: [
    {
      path: "/work-orders",
      component: async () => (await import("./orders-page.tsx")).OrdersPage,
      words,
      readSearch: readOrdersSearch,
      title: orders,
    },
    { path: "/work-orders/$orderId", component: async () => (await import("./order-page.tsx")).OrderPage, words, title: orders },
    {
      path: "/equipment",
      component: async () => (await import("./assets-page.tsx")).AssetsPage,
      words,
      readSearch: readAssetsSearch,
      title: assets,
    },
    { path: "/equipment/$assetId", component: async () => (await import("./asset-page.tsx")).AssetPage, words, title: assets },
    {
      path: "/records/import",
      component: async () => (await import("./imports/import-page.tsx")).RecordImportPage,
      words: [importWords],
      readSearch: readImportSearch,
      title: imports,
    },
    { path: "/sites", component: async () => (await import("./sites-page.tsx")).SitesPage, words, title: sites },
    {
      path: "/suppliers",
      component: async () => (await import("./office/suppliers-page.tsx")).SuppliersPage,
      words,
      readSearch: readFirmsSearch,
      title: suppliers,
    },
    {
      path: "/contractors",
      component: async () => (await import("./office/contractors-page.tsx")).ContractorsPage,
      words,
      readSearch: readFirmsSearch,
      title: contractors,
    },
    {
      path: "/technicians",
      component: async () => (await import("./office/technicians-page.tsx")).TechniciansPage,
      words,
      title: technicians,
    },
    { path: "/preventive-plans", component: async () => (await import("./plans/plans-page.tsx")).PlansPage, words, title: plans },
    { path: "/purchase-limits", component: async () => (await import("./office/limits-page.tsx")).LimitsPage, words, title: limits },
    { path: "/settings/map", component: async () => (await import("./map-settings-page.tsx")).MapSettingsPage, words, title: map },
  ],
  settings: [{ group: "company", icon: MapPin, label: map, target: toMapSettings(), right: "operations.map_tiles" }],
  rail: [
    { group: "work", icon: ClipboardList, label: orders, target: toOrders(), right },
    { group: "work", icon: Wrench, label: assets, target: toAssets(), right },
  ],
  shortcuts: [{ keys: "g o", says: orders, target: toOrders() }],
  palette: [
    { says: orders, target: toOrders(), right },
    { says: assets, target: toAssets(), right },
    { says: sites, target: toSites(), right },
    { says: suppliers, target: toOffice("suppliers"), right },
    { says: contractors, target: toOffice("contractors"), right },
    { says: technicians, target: toOffice("technicians"), right },
    { says: imports, target: toImport({}), right: "operations.write" },
    { says: plans, target: toOffice("preventive-plans"), right },
    { says: limits, target: toOffice("purchase-limits"), right },
  ],
  found: [{ kind: "orders", title: orders, icon: ClipboardList, target: ({ id }) => toOrder(id) }],
  panel: section,
  contactPage: section,
  live: [
    { kinds: "work_order.", refresh: () => ({ soon: [["orders"]] }) },
    { kinds: "asset.", refresh: () => ({ soon: [["assets"]] }) },
    { kinds: "site.", refresh: () => ({ soon: [["sites"]] }) },
    { kinds: "supplier.", refresh: () => ({ soon: [["suppliers"]] }) },
    { kinds: "contractor.", refresh: () => ({ soon: [["contractors"]] }) },
  ],
});
