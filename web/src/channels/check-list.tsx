import { useQuery } from "@tanstack/react-query";
import { CircleAlert, CircleCheck } from "lucide-react";
import { api, type ChannelKind, unwrap } from "../api/client.ts";
import { useText } from "../text/text.tsx";
import ink from "../ui/ink.module.css";
import { isChannelTextKey, useChannelText } from "./words/use-channel-text.ts";

export interface Check {
  ok: boolean;
  steps: { step: string; ok: boolean; advice?: string; facts?: Record<string, unknown> }[];
}

/** What was checked, in plain words, and what to do where it failed. */
export function CheckList({ check }: { check: Check }) {
  const _t = useText();
  const c = useChannelText();
  return (
    <ul className="checks" role="status">
      {check.steps.map(({ step, ok, advice, facts = {} }) => {
        const stepKey = `channels.step.${step}`;
        const adviceKey = `channels.advice.${advice ?? ""}`;
        return (
          <li key={step}>
            {ok ? <CircleCheck size={16} className="okay" /> : <CircleAlert size={16} className="dang" />}
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

export function useChannelKinds(): ChannelKind[] {
  const { data } = useQuery({
    queryKey: ["channel-kinds"],
    queryFn: () => unwrap(api.GET("/api/v1/channel-kinds")),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data?.items ?? [];
}
