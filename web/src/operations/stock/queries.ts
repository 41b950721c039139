import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "../../api/client.ts";
import type { paths } from "../../api/schema.generated.ts";
import type { PurchasesSearch, StockSearch } from "./paths.ts";

export type Part = paths["/api/v1/parts"]["get"]["responses"][200]["content"]["application/json"]["items"][number];
export type Movement = paths["/api/v1/stock/movements"]["get"]["responses"][200]["content"]["application/json"]["items"][number];
export type Purchase = paths["/api/v1/purchases"]["get"]["responses"][200]["content"]["application/json"]["items"][number];
export type PurchaseDetail = paths["/api/v1/purchases/{purchaseId}"]["get"]["responses"][200]["content"]["application/json"];

/** Parts with what lies where, those below a minimum or all, by name. */
export const partList = ({ q }: StockSearch, isLow: boolean) =>
  infiniteQueryOptions({
    queryKey: ["stock", "parts", q, isLow],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/v1/parts", {
          params: { query: { isLow, ...(q === undefined ? {} : { search: q }), ...(pageParam === "" ? {} : { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

export const partQuery = (partId: string) =>
  queryOptions({
    queryKey: ["stock", "part", partId],
    queryFn: () => unwrap(api.GET("/api/v1/parts/{partId}", { params: { path: { partId } } })),
  });

/** The newest first. */
export const ledgerQuery = (partId: string) =>
  infiniteQueryOptions({
    queryKey: ["stock", "ledger", partId],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/v1/parts/{partId}/ledger", {
          params: { path: { partId }, query: pageParam === "" ? {} : { cursor: pageParam } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

/** Of one part, what left and did not arrive. */
export const onTheWayQuery = (partId: string) =>
  queryOptions({
    queryKey: ["stock", "transfers", partId],
    queryFn: () => unwrap(api.GET("/api/v1/stock/transfers", { params: { query: { partId, state: "in_transit" } } })),
  });

export const siteListQuery = queryOptions({
  queryKey: ["sites", "all"],
  queryFn: () => unwrap(api.GET("/api/v1/sites", { params: { query: { limit: 100 } } })),
});

export const supplierListQuery = queryOptions({
  queryKey: ["suppliers", "all"],
  queryFn: () => unwrap(api.GET("/api/v1/suppliers", { params: { query: { limit: 100 } } })),
});

export const partNamesQuery = queryOptions({
  queryKey: ["stock", "names"],
  queryFn: () => unwrap(api.GET("/api/v1/parts", { params: { query: { limit: 100 } } })),
});

export const openCountQuery = (siteId: string) =>
  queryOptions({
    queryKey: ["stock", "count", siteId],
    queryFn: async () => {
      const { items } = await unwrap(api.GET("/api/v1/stock/counts", { params: { query: { siteId, state: "open" } } }));
      const countId = items[0]?.id;
      return countId === undefined ? null : unwrap(api.GET("/api/v1/stock/counts/{countId}", { params: { path: { countId } } }));
    },
  });

/** @param memberId of the reader, for what they are asked to approve */
export const purchaseList = ({ which }: PurchasesSearch, memberId: string | null) =>
  infiniteQueryOptions({
    queryKey: ["purchases", "list", which],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/v1/purchases", {
          params: {
            query: {
              ...(which === "mine" && memberId !== null ? { approverId: memberId } : { isOpen: which !== "ended" }),
              ...(pageParam === "" ? {} : { cursor: pageParam }),
            },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

export const purchaseQuery = (purchaseId: string) =>
  queryOptions({
    queryKey: ["purchases", "one", purchaseId],
    queryFn: () => unwrap(api.GET("/api/v1/purchases/{purchaseId}", { params: { path: { purchaseId } } })),
  });
