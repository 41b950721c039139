import { api, unwrap } from "../api/client.ts";
import { useAct } from "../ui/use-act.ts";
import type { EndpointChange, NewEndpoint } from "./queries.ts";
import { useWords } from "./words/words.ts";

const refresh = [["webhooks"]];
const about = (endpointId: string) => ({ params: { path: { endpointId } } });

export const useCreateEndpoint = () =>
  useAct(useWords(), (body: NewEndpoint) => unwrap(api.POST("/api/v1/webhook-endpoints", { body })), { refresh, problem: "inline" });

/** @param problem where a failure is shown: a dialog shows it itself */
export const useChangeEndpoint = (problem: "toast" | "inline" = "toast") =>
  useAct(
    useWords(),
    ({ endpointId, ...body }: EndpointChange & { endpointId: string }) =>
      unwrap(api.PATCH("/api/v1/webhook-endpoints/{endpointId}", { ...about(endpointId), body })),
    { refresh, problem },
  );

export const useRemoveEndpoint = () =>
  useAct(
    useWords(),
    async (endpointId: string) => {
      await unwrap(api.DELETE("/api/v1/webhook-endpoints/{endpointId}", about(endpointId)));
      return true;
    },
    { refresh, problem: "inline" },
  );

export const useRotateSecret = () =>
  useAct(useWords(), (endpointId: string) => unwrap(api.POST("/api/v1/webhook-endpoints/{endpointId}/rotate-secret", about(endpointId))), {
    refresh,
  });

export function useSendTrial() {
  const t = useWords();
  return useAct(t, (endpointId: string) => unwrap(api.POST("/api/v1/webhook-endpoints/{endpointId}/trial", about(endpointId))), {
    refresh,
    done: () => ({ text: t("webhooks.trialSent") }),
  });
}

export function useSendAgain() {
  const t = useWords();
  return useAct(
    t,
    (deliveryId: string) => unwrap(api.POST("/api/v1/webhook-deliveries/{deliveryId}/send-again", { params: { path: { deliveryId } } })),
    { refresh, done: () => ({ text: t("webhooks.sentAgain") }) },
  );
}
