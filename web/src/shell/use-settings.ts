import type { Target } from "./room.ts";
import { useRooms } from "./room-list.ts";
import { useMe } from "./session.tsx";

/** The first page of settings that this person may open; from there a list leads to the others. */
export function useSettings(): Target | undefined {
  const { capabilities } = useMe();
  return useRooms()
    .flatMap(({ settings = [] }) => settings)
    .find(({ right }) => right === undefined || capabilities.includes(right))?.target;
}
