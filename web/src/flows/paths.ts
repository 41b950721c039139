import { useParams } from "@tanstack/react-router";
import type { Target } from "../shell/room.ts";

/** What the address of an editor holds beside the flow: the block that is chosen, and a run that is shown again. */
export interface FlowSearch {
  block?: string;
  run?: string;
}

export const toFlows = (): Target => ({ to: "/flows" });
export const toFlow = (flowId: string, search: FlowSearch = {}): Target => ({ to: "/flows/$flowId", params: { flowId }, search });

/** Tolerant: what nobody knows is left out. */
export const readFlowSearch = (raw: Record<string, unknown>): FlowSearch => ({
  ...(typeof raw["block"] === "string" ? { block: raw["block"] } : {}),
  ...(typeof raw["run"] === "string" ? { run: raw["run"] } : {}),
});

/** The flow that the address names. */
export const useFlowId = (): string => useParams({ strict: false, select: ({ flowId = "" }: { flowId?: string }) => flowId });
