import { api, unwrap } from "../../api/client.ts";
import { useAct } from "../../ui/use-act.ts";
import { useWords } from "../stock/words/words.ts";

const refresh = [["purchases"], ["stock"]];

/** What is done to a purchase with one button. */
export function usePurchaseActs(purchaseId: string) {
  const t = useWords();
  const params = { path: { purchaseId } };
  return {
    choose: useAct(t, (quoteId: string) => unwrap(api.POST("/api/v1/purchases/{purchaseId}/choose", { params, body: { quoteId } })), {
      refresh,
    }),
    ask: useAct(t, () => unwrap(api.POST("/api/v1/purchases/{purchaseId}/ask-approval", { params })), { refresh }),
    approve: useAct(t, () => unwrap(api.POST("/api/v1/purchases/{purchaseId}/approve", { params, body: {} })), { refresh }),
    reject: useAct(t, () => unwrap(api.POST("/api/v1/purchases/{purchaseId}/reject", { params, body: {} })), { refresh }),
    order: useAct(t, () => unwrap(api.POST("/api/v1/purchases/{purchaseId}/order", { params })), { refresh }),
    cancel: useAct(t, () => unwrap(api.POST("/api/v1/purchases/{purchaseId}/cancel", { params, body: {} })), { refresh }),
  };
}
