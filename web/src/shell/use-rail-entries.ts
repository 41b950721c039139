import type { RailEntry } from "./room.ts";
import { useOfferedRooms } from "./room-list.ts";
import { useMe } from "./session.tsx";

/** What the rooms offer for the rail and the tabs, without what this person may not see. */
export function useRailEntries(): RailEntry[] {
  const { capabilities } = useMe();
  const entries = useOfferedRooms().flatMap(({ rail = [] }) => rail);
  return entries.filter(({ right }) => right === undefined || capabilities.includes(right));
}
