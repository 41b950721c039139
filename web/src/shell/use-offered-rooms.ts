import type { Room } from "./room.ts";
import { useRooms } from "./room-list.ts";
import { useMe } from "./session.tsx";

/** The rooms that something may lead to. */
export function useOfferedRooms(): readonly Room[] {
  const { isDemo } = useMe();
  return useRooms().filter(({ onlyInDemo }) => isDemo || onlyInDemo !== true);
}
