import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "../../api/client.ts";
import type { paths } from "../../api/schema.generated.ts";
import { useAct } from "../../ui/use-act.ts";
import { useWords } from "../words/words.ts";

export type SpendMonth = paths["/api/v1/spend"]["get"]["responses"][200]["content"]["application/json"];
export type SpendKind = SpendMonth["items"][number];
type Prices = paths["/api/v1/message-prices"]["get"]["responses"][200]["content"]["application/json"];
type MessagePrice = Prices["items"][number];

const SPEND = ["spend"];
const BUDGETS = ["spend-budgets"];
const PRICES = ["message-prices"];
const EVERY_MS = 60_000;

/** A month against its budgets. @param month `2026-11` */
export const spendQuery = (month: string) =>
  queryOptions({
    queryKey: [...SPEND, month],
    queryFn: () => unwrap(api.GET("/api/v1/spend", { params: { query: { month } } })),
    refetchInterval: EVERY_MS,
    staleTime: EVERY_MS / 2,
  });

export const budgetsQuery = queryOptions({ queryKey: BUDGETS, queryFn: () => unwrap(api.GET("/api/v1/spend-budgets")) });

export const messagePricesQuery = queryOptions({ queryKey: PRICES, queryFn: () => unwrap(api.GET("/api/v1/message-prices")) });

export const useSetBudget = () =>
  useAct(
    useWords(),
    async (body: { kind: string; month: string; cents: number | null }) => {
      await unwrap(api.POST("/api/v1/spend-budgets", { body }));
      return true;
    },
    { refresh: [BUDGETS, SPEND], problem: "inline" },
  );

export const useSetPrice = () =>
  useAct(
    useWords(),
    async (body: MessagePrice) => {
      await unwrap(api.POST("/api/v1/message-prices", { body }));
      return true;
    },
    { refresh: [PRICES, SPEND, ["figure"]], problem: "inline" },
  );
