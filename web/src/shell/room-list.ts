import { createContext, useContext } from "react";
import type { Room } from "./room.ts";

/** Given from above, so that the frame imports no room. */
export const RoomsContext = createContext<readonly Room[]>([]);
export const useRooms = (): readonly Room[] => useContext(RoomsContext);
