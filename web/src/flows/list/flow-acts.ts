import { api, unwrap } from "../../api/client.ts";
import { useAct } from "../../ui/use-act.ts";
import { changeFlow, type FlowSummary, makeFlow } from "../queries.ts";
import { useWords } from "../words/words.ts";

const refresh = [["flows"]];

/** To another place in the order, counted from 0. */
export function useMoveFlow() {
  const t = useWords();
  return useAct(t, ({ flow, place }: { flow: FlowSummary; place: number }) => changeFlow(flow.id, { position: place }), {
    refresh,
    done: (_answer, { flow, place }) => ({ text: t("flows.moved", { name: flow.name, place: place + 1 }) }),
  });
}

/** On or off; the way back is offered. */
export function useTurnFlow() {
  const t = useWords();
  const back = useAct(t, (flow: FlowSummary) => changeFlow(flow.id, { isActive: flow.isActive }), { refresh });
  return useAct(t, (flow: FlowSummary) => changeFlow(flow.id, { isActive: !flow.isActive }), {
    refresh,
    done: (_answer, flow) => ({
      text: t(flow.isActive ? "flows.deactivated" : "flows.activated", { name: flow.name }),
      undo: () => void back.run(flow),
    }),
  });
}

export function useRenameFlow() {
  return useAct(useWords(), ({ flowId, name }: { flowId: string; name: string }) => changeFlow(flowId, { name }), {
    refresh,
    problem: "inline",
  });
}

export function useDuplicateFlow() {
  const t = useWords();
  return useAct(
    t,
    ({ id }: Pick<FlowSummary, "id">) =>
      unwrap(api.POST("/api/v1/flows/{flowId}/duplicate", { params: { path: { flowId: id } }, body: {} })),
    {
      refresh,
      done: ({ name }) => ({ text: t("flows.duplicated", { name }) }),
    },
  );
}

export function useRemoveFlow() {
  const t = useWords();
  return useAct(t, ({ id }: FlowSummary) => unwrap(api.DELETE("/api/v1/flows/{flowId}", { params: { path: { flowId: id } } })), {
    refresh,
    problem: "inline",
    done: (_answer, { name }) => ({ text: t("flows.removed", { name }) }),
  });
}

/** What came of an import tells how each part fared. */
export function useMakeFlow() {
  return useAct(useWords(), makeFlow, {
    refresh,
    problem: "inline",
  });
}

/** The flow without secrets, as a file. */
export function useExportFlow() {
  return useAct(useWords(), async ({ id, name }: Pick<FlowSummary, "id" | "name">) => {
    const params = { path: { flowId: id } };
    const [{ saveFile }, flow] = await Promise.all([
      import("../../ui/csv.ts"),
      unwrap(api.GET("/api/v1/flows/{flowId}/export", { params })),
    ]);
    saveFile(`${name.replaceAll(/[^\p{L}\p{N}]+/gu, "-")}.json`, "application/json", JSON.stringify(flow, null, 2));
  });
}
