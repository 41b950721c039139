import { ANSWERING_ROLES, defineRight } from "../../team/index.ts";

export const purchasesRequest = defineRight("purchases.request", {
  about: "Ask for something to be bought, and cancel what one asked for oneself.",
  roles: [...ANSWERING_ROLES, "technician"],
  forKeys: true,
});
export const purchasesBuy = defineRight("purchases.buy", {
  about: "Write lines and quotes, choose one, ask for approval, order, receive and cancel.",
  roles: ["manager", "supervisor", "buyer"],
  forKeys: true,
});
export const purchasesLimits = defineRight("purchases.limits", {
  about: "Say who approves purchases, and from which total on.",
  roles: [],
  forKeys: false,
});

export const purchaseRights = [purchasesRequest, purchasesBuy, purchasesLimits];
