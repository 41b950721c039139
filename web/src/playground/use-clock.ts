import { useQuery, useQueryClient } from "@tanstack/react-query";
import { setAhead } from "../ui/use-now.ts";
import { clockQuery } from "./queries.ts";

/** How far the demonstration's clock is ahead, and how to tell the page that it went elsewhere: all that it shows may be another then. */
export function useClock() {
  const client = useQueryClient();
  const { data } = useQuery(clockQuery);
  const aheadMs = data?.aheadMs ?? 0;
  async function went(to: number) {
    if (to === aheadMs) return;
    setAhead(to);
    await client.invalidateQueries();
  }
  return { aheadMs, went };
}
