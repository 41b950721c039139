import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, type Channel, type ChannelKind, unwrap } from "../api/client.ts";
import { CircleAlert, CircleCheck } from "../ui/icons.generated.ts";
import ink from "../ui/ink.module.css";
import { useAct } from "../ui/use-act.ts";
import styles from "./check-list.module.css";
import { channelKindsQuery, channelsQuery } from "./queries.ts";
import { type ChannelText, useWords } from "./words/words.ts";

export interface Check {
  ok: boolean;
  steps: { step: string; ok: boolean; advice?: string; facts?: Record<string, unknown> }[];
}

/** What was checked, in plain words, and what to do where it failed. */
export function CheckList({ check }: { check: Check }) {
  const t = useWords();
  return (
    <ul className={styles.checks} role="status">
      {check.steps.map(({ step, ok, advice, facts = {} }) => {
        const stepKey = `channels.step.${step}`;
        return (
          <li key={step}>
            {ok ? <CircleCheck size={16} className={styles.good} /> : <CircleAlert size={16} className={ink.danger} />}
            <span>
              <b>{t.find(stepKey) ?? step}</b>
              {facts["name"] !== undefined && ` ${[facts["name"], facts["number"]].filter((one) => one !== "").join(" · ")}`}
              {advice !== undefined && <span className={ink.secondary}> {adviceText(advice, t, facts as Record<string, string>)}</span>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** What to do, in words; the server's own where there are none. */
export const adviceText = (advice: string, t: ChannelText, facts: Record<string, string> = {}): string =>
  t.find(`channels.advice.${advice}`, facts) ?? advice;

/** Asks the server to check an account; `found` is what the last check said, null before it. */
export function useCheck({ id }: Pick<Channel, "id">, problem: "toast" | "inline") {
  const t = useWords();
  const [found, setFound] = useState<Check | null>(null);
  const act = useAct(t, () => unwrap(api.POST("/api/v1/channels/{channelId}/validate", { params: { path: { channelId: id } } })), {
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
