import { createContext, useContext } from "react";
import type { Room } from "./room.ts";

/** Given from above, so that the frame imports no room. */
export const RoomsContext = createContext<readonly Room[]>([]);
export const useRooms = (): readonly Room[] => useContext(RoomsContext);

/** Those that something may lead to; the frame gives them, so that nobody else has to know who is signed in. */
export const OfferedRoomsContext = createContext<readonly Room[]>([]);
export const useOfferedRooms = (): readonly Room[] => useContext(OfferedRoomsContext);
