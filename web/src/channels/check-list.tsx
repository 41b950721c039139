import { useQuery } from "@tanstack/react-query";
import { CircleAlert, CircleCheck } from "lucide-react";
import { useState } from "react";
import { api, type Channel, type ChannelKind, unwrap } from "../api/client.ts";
import ink from "../ui/ink.module.css";
import { useAct } from "../ui/use-act.ts";
import styles from "./check-list.module.css";
import { channelKindsQuery, channelsQuery } from "./queries.ts";
import { isChannelTextKey, useChannelText } from "./words/use-channel-text.ts";

export interface Check {
  ok: boolean;
  steps: { step: string; ok: boolean; advice?: string; facts?: Record<string, unknown> }[];
}

/** What was checked, in plain words, and what to do where it failed. */
export function CheckList({ check }: { check: Check }) {
  const c = useChannelText();
  return (
    <ul className={styles.checks} role="status">
      {check.steps.map(({ step, ok, advice, facts = {} }) => {
        const stepKey = `channels.step.${step}`;
        const adviceKey = `channels.advice.${advice ?? ""}`;
        return (
          <li key={step}>
            {ok ? <CircleCheck size={16} className={styles.good} /> : <CircleAlert size={16} className={ink.danger} />}
            <span>
              <b>{isChannelTextKey(stepKey) ? c(stepKey) : step}</b>
              {facts["name"] !== undefined && ` ${[facts["name"], facts["number"]].filter((one) => one !== "").join(" · ")}`}
              {advice !== undefined && (
                <span className={ink.secondary}>
                  {" "}
                  {isChannelTextKey(adviceKey) ? c(adviceKey, facts as Record<string, string>) : advice}
                </span>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** Asks the server to check an account; `found` is what the last check said, null before it. */
export function useCheck({ id }: Pick<Channel, "id">, problem: "toast" | "inline") {
  const [found, setFound] = useState<Check | null>(null);
  const act = useAct(() => unwrap(api.POST("/api/v1/channels/{channelId}/validate", { params: { path: { channelId: id } } })), {
    refresh: [channelsQuery.queryKey],
    problem,
  });
  return {
    found,
    busy: act.busy,
    problem: act.problem,
    async run() {
      const check = await act.run();
      if (check !== undefined) setFound(check);
    },
  };
}

/** What can be connected. Empty while it is not known. */
export function useChannelKinds(): ChannelKind[] {
  return useQuery(channelKindsQuery).data?.items ?? [];
}
