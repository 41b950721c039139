import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useLocation } from "@tanstack/react-router";
import { useEffect } from "react";
import { useLive } from "../shell/live.tsx";
import { newestNotices, readAbout } from "./queries.ts";

const PLACE = /^\/inbox\/([0-9a-f-]{36})$/;

/** How many wait; undefined while nobody knows. What is about the conversation that is open before somebody's eyes is read by that. */
export function useUnreadNotices(): number | undefined {
  const cache = useQueryClient();
  const { connection } = useLive();
  const { data } = useQuery(newestNotices);
  const openId = PLACE.exec(useLocation().pathname)?.[1];
  const about = data?.items.filter(({ subjectId, readAt }) => subjectId === openId && readAt === null) ?? [];
  // A notice that comes again, or grows, is read again.
  const told = about.map(({ id, count }) => `${id} ${count}`).join();
  // Nothing of the past tells a socket that stands anew what was missed.
  useEffect(() => {
    if (connection > 1) void cache.invalidateQueries({ queryKey: ["notices"] });
  }, [cache, connection]);
  useEffect(() => {
    if (openId === undefined || told === "") return;
    const read = () => {
      if (document.visibilityState === "visible") void readAbout(openId).catch(() => undefined);
    };
    read();
    document.addEventListener("visibilitychange", read);
    return () => document.removeEventListener("visibilitychange", read);
  }, [openId, told]);
  return data?.unread.all;
}
