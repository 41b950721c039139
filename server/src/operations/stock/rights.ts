import { ANSWERING_ROLES, defineRight } from "../../team/index.ts";

export const stockMove = defineRight("stock.move", {
  about: "Take parts for work orders, bring them back, send and receive transfers, and count.",
  roles: [...ANSWERING_ROLES, "technician"],
  forKeys: true,
});
export const stockManage = defineRight("stock.manage", {
  about: "Write parts and their minimums, put parts into stock by hand and adjust it; end counts.",
  roles: ["manager", "supervisor", "buyer"],
  forKeys: true,
});

export const stockRights = [stockMove, stockManage];
