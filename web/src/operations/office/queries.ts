import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "../../api/client.ts";
import type { paths } from "../../api/schema.generated.ts";
import type { FirmsSearch } from "./paths.ts";

type Listed<Path extends "/api/v1/suppliers" | "/api/v1/contractors" | "/api/v1/technicians" | "/api/v1/purchase-limits"> =
  paths[Path]["get"]["responses"][200]["content"]["application/json"]["items"][number];
export type Supplier = Listed<"/api/v1/suppliers">;
export type NewSupplier = paths["/api/v1/suppliers"]["post"]["requestBody"]["content"]["application/json"];
export type Contractor = Listed<"/api/v1/contractors">;
export type NewContractor = paths["/api/v1/contractors"]["post"]["requestBody"]["content"]["application/json"];
export type Technician = Listed<"/api/v1/technicians">;
export type Limit = Listed<"/api/v1/purchase-limits">;
export type NewLimits = paths["/api/v1/purchase-limits"]["put"]["requestBody"]["content"]["application/json"];

const asked = ({ q, archived }: FirmsSearch, cursor: string) => ({
  ...(q === undefined ? {} : { search: q }),
  ...(archived === true ? { archived } : {}),
  ...(cursor === "" ? {} : { cursor }),
});

/** Whom one buys from, by name. */
export const supplierList = (search: FirmsSearch) =>
  infiniteQueryOptions({
    queryKey: ["suppliers", "list", search],
    queryFn: ({ pageParam }) => unwrap(api.GET("/api/v1/suppliers", { params: { query: asked(search, pageParam) } })),
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

/** Firms that do orders by contract, by name. */
export const contractorList = (search: FirmsSearch) =>
  infiniteQueryOptions({
    queryKey: ["contractors", "list", search],
    queryFn: ({ pageParam }) => unwrap(api.GET("/api/v1/contractors", { params: { query: asked(search, pageParam) } })),
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

/** Who approves purchases, from which total on. */
export const limitsQuery = queryOptions({
  queryKey: ["purchase-limits"],
  queryFn: () => unwrap(api.GET("/api/v1/purchase-limits")),
});
