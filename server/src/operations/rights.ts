import { ANSWERING_ROLES, defineRight, READING_ROLES } from "../team/index.ts";

export const operationsRead = defineRight("operations.read", {
  about: "See sites, assets and work orders; who does not see contacts sees the orders that are their own.",
  roles: [...READING_ROLES, "technician"],
  forKeys: true,
});
export const operationsWork = defineRight("operations.work", {
  about: "Accept, check in, pause and check out on orders that are one's own.",
  roles: [...ANSWERING_ROLES, "technician"],
  forKeys: true,
});
export const operationsWrite = defineRight("operations.write", {
  about: "Open and change work orders; write sites, assets, suppliers and contractors.",
  roles: ANSWERING_ROLES,
  forKeys: true,
});
export const operationsDispatch = defineRight("operations.dispatch", {
  about: "Give work orders to technicians, act on those of others, close, cancel and reopen them; link technicians to their phones.",
  roles: ["manager", "supervisor"],
  forKeys: true,
});
export const operationsApprove = defineRight("operations.approve", {
  about: "Approve what costs money.",
  roles: ["manager"],
  forKeys: false,
});
export const mapTilesWrite = defineRight("operations.map_tiles", {
  about: "Say where the ground of maps comes from.",
  roles: [],
  forKeys: false,
});

export const operationsRights = [operationsRead, operationsWork, operationsWrite, operationsDispatch, operationsApprove, mapTilesWrite];
