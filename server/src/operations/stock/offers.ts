import { demo, route } from "../../platform/index.ts";
import { demoStock } from "./demo-stock.ts";
import { LOW, partNoticeSubject } from "./notice-kinds.ts";
import { stockRights } from "./rights.ts";
import { stockRoutes } from "./stock.routes.ts";

/** What parts and their stock add to the room. */
export const stockOffers = [...stockRights, route(stockRoutes), partNoticeSubject, LOW, demo(demoStock)];
