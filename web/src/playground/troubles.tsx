import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { Button } from "../ui/button.tsx";
import { classes } from "../ui/classes.ts";
import ink from "../ui/ink.module.css";
import { Switch } from "../ui/switch.tsx";
import styles from "./controls.module.css";
import { type Faces, facesQuery } from "./queries.ts";
import { useClock } from "./use-clock.ts";
import { useWords } from "./words/words.ts";

/** Trouble on demand: what providers do on bad days. The simulator says which there are and which are on, so that no switch forgets. */
export function Troubles({ version }: { version: number }) {
  const t = useWords();
  const client = useQueryClient();
  const { data } = useQuery(facesQuery);
  // A trouble of one send is over when it was sent: the phone tells that something happened.
  useEffect(() => {
    if (version > 0) void client.invalidateQueries({ queryKey: facesQuery.queryKey });
  }, [client, version]);
  async function turn(key: string, on: boolean) {
    const answer = await fetch("/api/v1/playground/faults", {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ key, on }),
    });
    if (answer.ok) client.setQueryData(facesQuery.queryKey, (await answer.json()) as Faces); // as the query reads it
  }
  return (
    <div>
      <h2>{t("playground.troubles")}</h2>
      <div className={styles.troubles}>
        {data?.faults.map(({ key, on }) => (
          <Switch key={key} label={t.find(`playground.${key}`) ?? key} on={on} onChange={() => void turn(key, !on)} />
        ))}
      </div>
    </div>
  );
}

const MINUTES_A_DAY = 24 * 60;

/** Sends the server's clock ahead: windows close, and what waits for later happens now. */
export function TimeJumps() {
  const t = useWords();
  const { aheadMs, went } = useClock();
  async function jump(minutes: number) {
    await tell({ method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ minutes }) });
  }
  const goBack = () => tell({ method: "DELETE" });
  async function tell(request: RequestInit) {
    const answer = await fetch("/api/v1/playground/clock", request);
    if (answer.ok) await went(((await answer.json()) as { aheadMs: number }).aheadMs);
  }
  const minutes = Math.round(aheadMs / 60_000);
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
        {minutes > 0 && (
          <Button size="small" tone="ghost" onClick={() => void goBack()}>
            {t("playground.backToNow")}
          </Button>
        )}
      </div>
      {minutes > 0 && (
        <p className={classes(ink.small, ink.quiet)}>
          {t("playground.aheadText", { hours: Math.floor(minutes / 60), minutes: minutes % 60 })}
        </p>
      )}
    </div>
  );
}
