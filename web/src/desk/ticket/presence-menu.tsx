import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { api, unwrap } from "../../api/client.ts";
import { Headset } from "../../ui/icons.generated.ts";
import { MenuItem, MenuLabel } from "../../ui/menu.tsx";
import { useAct } from "../../ui/use-act.ts";
import { presenceQuery } from "../own-state.ts";
import { toTalk } from "../paths.ts";
import type { AgentState } from "../queries.ts";
import { useWords } from "../words/words.ts";

/** Whether one is there to serve, why not, and the next ticket. Stands at the head of one's own menu. */
export function PresenceMenu() {
  const t = useWords();
  const navigate = useNavigate();
  const { data } = useQuery(presenceQuery);
  const change = useAct(t, (to: { state: AgentState; reason?: string }) => unwrap(api.PUT("/api/v1/desk/presence", { body: to })), {
    refresh: [presenceQuery.queryKey, ["desk", "wall"]],
  });
  const next = useAct(t, () => unwrap(api.POST("/api/v1/tickets/next", { body: {} })), { refresh: [["desk"], ["conversations"]] });
  async function takeNext() {
    const taken = await next.run();
    if (taken !== undefined) await navigate(toTalk(taken.conversationId));
  }
  if (data === undefined) return null;
  return (
    <>
      <MenuLabel>{t("agent.load", { load: data.load, of: data.ceiling })}</MenuLabel>
      <MenuItem icon={<Headset size={14} />} hint={data.waiting > 0 ? String(data.waiting) : ""} onSelect={() => void takeNext()}>
        {t("agent.takeNext")}
      </MenuItem>
      {(["online", "busy", "offline"] as const).map((state) => (
        <MenuItem key={state} checked={data.state === state} onSelect={() => void change.run({ state })}>
          {t(`agent.${state}`)}
        </MenuItem>
      ))}
      <MenuLabel>{t("agent.away")}</MenuLabel>
      {data.awayReasons.map((reason) => (
        <MenuItem
          key={reason}
          checked={data.state === "away" && data.reason === reason}
          onSelect={() => void change.run({ state: "away", reason })}
        >
          {reason}
        </MenuItem>
      ))}
    </>
  );
}
