import { api, unwrap } from "../../api/client.ts";
import { useAct } from "../../ui/use-act.ts";
import { useWords } from "../office/words/words.ts";
import type { NewPlan } from "./queries.ts";

/** A new plan, or what changed of one. */
export function useSavePlan() {
  return useAct(
    useWords(),
    ({ id: planId, ...body }: NewPlan & { id: string | undefined }) =>
      planId === undefined
        ? unwrap(api.POST("/api/v1/preventive-plans", { body }))
        : unwrap(api.PATCH("/api/v1/preventive-plans/{planId}", { params: { path: { planId } }, body })),
    { refresh: [["plans"]], problem: "inline" },
  );
}

/** It opens nothing more. */
export function useArchivePlan() {
  return useAct(useWords(), (planId: string) => unwrap(api.DELETE("/api/v1/preventive-plans/{planId}", { params: { path: { planId } } })), {
    refresh: [["plans"]],
  });
}
