import { api, unwrap } from "../../api/client.ts";
import { useAct } from "../../ui/use-act.ts";
import { useWords } from "../words/words.ts";
import type { CrmLogin, StageMap } from "./queries.ts";

const refresh = [["crm"]];

export const useConnectCrm = () =>
  useAct(useWords(), (body: CrmLogin) => unwrap(api.PUT("/api/v1/crm-connection", { body })), {
    refresh,
    problem: "inline",
  });

export const useSwitchCrm = () =>
  useAct(useWords(), (isOn: boolean) => unwrap(api.PATCH("/api/v1/crm-connection", { body: { isOn } })), { refresh });

export const useRemoveCrm = () =>
  useAct(
    useWords(),
    async () => {
      await unwrap(api.DELETE("/api/v1/crm-connection"));
      return true;
    },
    { refresh, problem: "inline" },
  );

export function useKeepStages() {
  const t = useWords();
  return useAct(
    t,
    async (items: StageMap["items"]) => {
      await unwrap(api.PUT("/api/v1/crm-connection/stages", { body: { items } }));
      return true;
    },
    { refresh, done: () => ({ text: t("crm.kept") }) },
  );
}

export function useExchangeAgain() {
  const t = useWords();
  return useAct(
    t,
    (exchangeId: string) => unwrap(api.POST("/api/v1/crm-exchanges/{exchangeId}/send-again", { params: { path: { exchangeId } } })),
    { refresh, done: () => ({ text: t("crm.sentAgain") }) },
  );
}
