import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "../api/client.ts";
import type { paths } from "../api/schema.generated.ts";
import { useAct } from "../ui/use-act.ts";
import { providersQuery } from "./models/queries.ts";
import { useWords } from "./words/words.ts";

type Route = paths["/api/v1/conversations/{conversationId}/ai-help"]["post"];
export type Wanted = NonNullable<Route["requestBody"]>["content"]["application/json"];
export type Help = Route["responses"][200]["content"]["application/json"];
export type Way = NonNullable<Wanted["way"]>;
export const WAYS: readonly Way[] = ["corrected", "friendlier", "shorter", "formal"];

/** What a member wants written by a model, and what it wrote last. Null where no model is connected. */
export function useHelp(conversationId: string) {
  const t = useWords();
  const { data } = useQuery(providersQuery);
  const [shown, setShown] = useState<{ wanted: Wanted; help: Help } | null>(null);
  const path = { params: { path: { conversationId } } };
  const ask = useAct(t, (body: Wanted) => unwrap(api.POST("/api/v1/conversations/{conversationId}/ai-help", { ...path, body })), {
    problem: "inline",
  });
  async function want(wanted: Wanted) {
    const help = await ask.run(wanted);
    if (help !== undefined) setShown({ wanted, help });
  }
  const isConnected = data?.items.some(({ isActive }) => isActive) === true;
  return isConnected ? { want, busy: ask.busy, problem: ask.problem, shown, close: () => setShown(null) } : null;
}
