import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../ui/button.tsx";
import { classes } from "../ui/classes.ts";
import ink from "../ui/ink.module.css";
import { Switch } from "../ui/switch.tsx";
import { setAhead } from "../ui/use-now.ts";
import styles from "./controls.module.css";
import { clockQuery } from "./queries.ts";
import { useWords } from "./words/words.ts";

const TROUBLES = ["failNext", "loseAnswer", "slow", "down", "duplicates"] as const;
type Trouble = (typeof TROUBLES)[number];

/** Trouble on demand: what providers do on bad days, one at a time or together. */
export function Troubles() {
  const t = useWords();
  const [on, setOn] = useState<ReadonlySet<Trouble>>(new Set());
  async function toggle(trouble: Trouble) {
    const next = new Set(on);
    if (!next.delete(trouble)) next.add(trouble);
    setOn(next);
    await fetch("/api/v1/playground/faults", {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        delayMs: next.has("slow") ? 4_000 : 0,
        failNext: next.has("failNext"),
        loseAnswer: next.has("loseAnswer"),
        down: next.has("down"),
        duplicates: next.has("duplicates"),
        autoRead: true,
      }),
    });
  }
  return (
    <div>
      <h2>{t("playground.troubles")}</h2>
      <div className={styles.troubles}>
        {TROUBLES.map((trouble) => (
          <Switch key={trouble} label={t(`playground.${trouble}`)} on={on.has(trouble)} onChange={() => void toggle(trouble)} />
        ))}
      </div>
    </div>
  );
}

const MINUTES_A_DAY = 24 * 60;

/** Sends the server's clock ahead: windows close, and what waits for later happens now. */
export function TimeJumps() {
  const t = useWords();
  const client = useQueryClient();
  const { data } = useQuery(clockQuery);
  async function jump(minutes: number) {
    const answer = await fetch("/api/v1/playground/clock", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ minutes }),
    });
    if (!answer.ok) return;
    setAhead(((await answer.json()) as { aheadMs: number }).aheadMs);
    await client.invalidateQueries();
  }
  const minutes = Math.round((data?.aheadMs ?? 0) / 60_000);
  return (
    <div>
      <h2>{t("playground.time")}</h2>
      <div className={styles.jumps}>
        <Button size="small" onClick={() => void jump(10)}>
          {t("playground.ahead10")}
        </Button>
        <Button size="small" onClick={() => void jump(MINUTES_A_DAY)}>
          {t("playground.ahead24")}
        </Button>
      </div>
      {minutes > 0 && (
        <p className={classes(ink.small, ink.quiet)}>
          {t("playground.aheadText", { hours: Math.floor(minutes / 60), minutes: minutes % 60 })}
        </p>
      )}
    </div>
  );
}
