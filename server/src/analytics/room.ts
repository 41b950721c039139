import { deliveryParts } from "../inbox/index.ts";
import { type Room, route } from "../platform/index.ts";
import { exportRoutes } from "./export/export.routes.ts";
import { analyticsExport } from "./rights.ts";

/** What is taken out of the figures: sheets of the rows that they are made of. It reads other rooms' rows, and writes none. */
export const room: Room = {
  name: "analytics",
  open(house) {
    const parts = house.need(deliveryParts);
    return [analyticsExport, route((app) => exportRoutes(app, parts))];
  },
};
