import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, unwrap } from "../api/client.ts";
import type { OwnState } from "../shell/room.ts";
import { useLocale } from "../text/locale.tsx";
import { deskFace } from "./words/words.ts";

/** Whether one is there oneself. */
export const presenceQuery = queryOptions({ queryKey: ["desk", "presence"], queryFn: () => unwrap(api.GET("/api/v1/desk/presence")) });

/** What the desk knows of whoever is signed in. @param mayAsk false: they serve nobody */
export function useOwnState(mayAsk: boolean): OwnState | undefined {
  const { language } = useLocale();
  const { data } = useQuery({ ...presenceQuery, enabled: mayAsk });
  if (data === undefined) return undefined;
  return { presence: data.state, says: data.reason ?? deskFace.phrase(`agent.${data.state}`)(language) };
}
