import { createContext, useContext } from "react";
import type { Room } from "./room.ts";
import { useMe } from "./session.tsx";

/** Given from above, so that the frame imports no room. */
export const RoomsContext = createContext<readonly Room[]>([]);
export const useRooms = (): readonly Room[] => useContext(RoomsContext);

/** Those that something may lead to. */
export function useOfferedRooms(): readonly Room[] {
  const { isDemo } = useMe();
  return useRooms().filter(({ onlyInDemo }) => isDemo || onlyInDemo !== true);
}
