import { useAct } from "../../ui/use-act.ts";
import { ask, type Flow, type FlowSummary, type ImportLine, type NewFlow } from "../queries.ts";
import { useWords } from "../words/words.ts";

const refresh = [["flows"]];

type Change = Partial<Pick<FlowSummary, "name" | "isActive" | "position">>;
const patch = (flowId: string, change: Change) => ask<Flow>("PATCH", `/flows/${flowId}`, change);

/** To another place in the order, counted from 0. */
export function useMoveFlow() {
  const t = useWords();
  return useAct(t, ({ flow, place }: { flow: FlowSummary; place: number }) => patch(flow.id, { position: place }), {
    refresh,
    done: (_answer, { flow, place }) => ({ text: t("flows.moved", { name: flow.name, place: place + 1 }) }),
  });
}

/** On or off; the way back is offered. */
export function useTurnFlow() {
  const t = useWords();
  const back = useAct(t, (flow: FlowSummary) => patch(flow.id, { isActive: flow.isActive }), { refresh });
  return useAct(t, (flow: FlowSummary) => patch(flow.id, { isActive: !flow.isActive }), {
    refresh,
    done: (_answer, flow) => ({
      text: t(flow.isActive ? "flows.deactivated" : "flows.activated", { name: flow.name }),
      undo: () => void back.run(flow),
    }),
  });
}

export function useRenameFlow() {
  return useAct(useWords(), ({ flowId, name }: { flowId: string; name: string }) => patch(flowId, { name }), {
    refresh,
    problem: "inline",
  });
}

export function useDuplicateFlow() {
  const t = useWords();
  return useAct(t, ({ id }: Pick<FlowSummary, "id">) => ask<Flow>("POST", `/flows/${id}/duplicate`, {}), {
    refresh,
    done: ({ name }) => ({ text: t("flows.duplicated", { name }) }),
  });
}

export function useRemoveFlow() {
  const t = useWords();
  return useAct(t, ({ id }: FlowSummary) => ask<undefined>("DELETE", `/flows/${id}`), {
    refresh,
    problem: "inline",
    done: (_answer, { name }) => ({ text: t("flows.removed", { name }) }),
  });
}

/** What came of an import tells how each part fared. */
export function useMakeFlow() {
  return useAct(useWords(), (flow: NewFlow) => ask<Flow & { report?: readonly ImportLine[] }>("POST", "/flows", flow), {
    refresh,
    problem: "inline",
  });
}

/** The flow without secrets, as a file. */
export function useExportFlow() {
  return useAct(useWords(), async ({ id, name }: Pick<FlowSummary, "id" | "name">) => {
    const [{ saveFile }, flow] = await Promise.all([import("../../ui/csv.ts"), ask<unknown>("GET", `/flows/${id}/export`)]);
    saveFile(`${name.replaceAll(/[^\p{L}\p{N}]+/gu, "-")}.json`, "application/json", JSON.stringify(flow, null, 2));
  });
}
