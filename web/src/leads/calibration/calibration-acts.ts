import { api, unwrap } from "../../api/client.ts";
import { useAct } from "../../ui/use-act.ts";
import { useWords } from "../words/words.ts";
import type { Decision } from "./queries.ts";

const refresh = [["leads"]];

/** Null takes back what was said. */
export function useJudge(contactId: string) {
  return useAct(
    useWords(),
    (wasHot: boolean | null) =>
      unwrap(api.PUT("/api/v1/contacts/{contactId}/qualification/verdict", { params: { path: { contactId } }, body: { wasHot } })),
    { refresh },
  );
}

export function useCalibrate() {
  return useAct(useWords(), () => unwrap(api.POST("/api/v1/lead-calibrations")), { refresh });
}

export function useDecide() {
  return useAct(
    useWords(),
    ({ calibrationId, decision }: { calibrationId: string; decision: Decision }) =>
      unwrap(api.POST("/api/v1/lead-calibrations/{calibrationId}/decision", { params: { path: { calibrationId } }, body: { decision } })),
    { refresh },
  );
}

export function useSetAlone() {
  return useAct(
    useWords(),
    (calibratesAlone: boolean) => unwrap(api.PUT("/api/v1/lead-calibrations/alone", { body: { calibratesAlone } })),
    { refresh },
  );
}
