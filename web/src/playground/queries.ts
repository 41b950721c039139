import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "../api/client.ts";

/** What this room asks the server for: the key under which it is kept, and how it is fetched. */

/** All accounts that a phone can speak to. */
export const accountsQuery = queryOptions({ queryKey: ["channels"], queryFn: () => unwrap(api.GET("/api/v1/channels")) });

/** The last conversations of an account; of all, when it is not known. */
export const talksQuery = (channelId: string | undefined) =>
  queryOptions({
    queryKey: ["conversations", "playground", channelId],
    queryFn: () =>
      unwrap(
        api.GET("/api/v1/conversations", {
          params: { query: { view: "all", limit: 50, ...(channelId === undefined ? {} : { channelId }) } },
        }),
      ),
  });

/** What happened inside for a conversation, with times, the last 40 steps. */
export const journeyQuery = (conversationId: string | undefined) =>
  queryOptions({
    queryKey: ["journey", conversationId],
    queryFn: () =>
      unwrap(
        api.GET("/api/v1/conversations/{conversationId}/journey", {
          params: { path: { conversationId: conversationId as string }, query: { limit: 40 } }, // asked for when there is one
        }),
      ),
    enabled: conversationId !== undefined,
  });

/** How far the demonstration's clock was sent ahead. */
export const clockQuery = queryOptions({
  queryKey: ["playground", "clock"],
  queryFn: async () => (await (await fetch("/api/v1/playground/clock")).json()) as { aheadMs: number },
});

/** What the simulator plays, as it tells it over HTTP; the two programs share no code. */
export interface Faces {
  kinds: {
    kind: string;
    /** Of one that customers know: its phone stands before the others, the smallest first. */
    place: number | null;
    /** `as`: whom it is played by; null: by anybody. */
    scenarios: { key: string; as: string | null }[];
  }[];
  /** Troubles, and whether each is on now. */
  faults: { key: string; on: boolean }[];
}

export const facesQuery = queryOptions({
  queryKey: ["playground", "faces"],
  queryFn: async () => {
    const answer = await fetch("/api/v1/playground/faces");
    if (!answer.ok) throw new Error(String(answer.status));
    return (await answer.json()) as Faces; // see above
  },
});
