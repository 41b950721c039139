import { useState } from "react";
import { Button } from "../ui/button.tsx";
import { Spacer } from "../ui/spacer.tsx";
import { CountTable } from "./count-table.tsx";
import { ForgetDialog } from "./forget-dialog.tsx";
import { InboxFields } from "./inbox-fields.tsx";
import { useCheck, useRun, useStop } from "./move-acts.ts";
import styles from "./moving.module.css";
import { ProblemList } from "./problem-list.tsx";
import { isGoing, type Move } from "./queries.ts";
import { useWords } from "./words/words.ts";

/** One account: where its conversations go, how far it is, what came, and what did not. */
export function MoveCard({ move }: { move: Move }) {
  const t = useWords();
  const { id, baseUrl, accountId, state, phase, problem, counts } = move;
  const [forgets, setForgets] = useState(false);
  const check = useCheck(id);
  const run = useRun(id);
  const stop = useStop(id);
  const name = t("moving.account", { address: baseUrl, account: String(accountId) });
  const runs = { stopped: t("moving.goOn"), done: t("moving.again") }[state as string] ?? t("moving.run");
  return (
    <section className={styles.card} aria-label={name}>
      <h2>{name}</h2>
      <InboxFields move={move} />
      <p aria-live="polite">{t(`moving.state.${state}`, { phase: t(`moving.phase.${phase}`) })}</p>
      {problem !== null && <p role="alert">{t.find(`moving.problem.${problem}`) ?? problem}</p>}
      {Object.keys(counts).length > 0 && <CountTable move={move} />}
      <ProblemList move={move} />
      <div className={styles.acts}>
        {isGoing(move) ? (
          <Button busy={stop.busy} onClick={() => void stop.run()}>
            {t("moving.stop")}
          </Button>
        ) : (
          <>
            <Button busy={check.busy} onClick={() => void check.run()}>
              {t("moving.check")}
            </Button>
            <Button tone="primary" busy={run.busy} onClick={() => void run.run()}>
              {runs}
            </Button>
            <Spacer />
            <Button onClick={() => setForgets(true)}>{t("moving.remove")}</Button>
          </>
        )}
      </div>
      {forgets && <ForgetDialog move={move} onClose={() => setForgets(false)} />}
    </section>
  );
}
