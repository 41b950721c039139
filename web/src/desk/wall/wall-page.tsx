import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api, unwrap } from "../../api/client.ts";
import { useShortcuts } from "../../shell/use-shortcuts.ts";
import { useLocale } from "../../text/locale.tsx";
import { clockTime } from "../../text/times.ts";
import { Blank } from "../../ui/blank.tsx";
import { Button } from "../../ui/button.tsx";
import { classes } from "../../ui/classes.ts";
import { ArrowLeftRight, Maximize, Users } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { Key } from "../../ui/key.tsx";
import { LoadError } from "../../ui/load-error.tsx";
import { Page } from "../../ui/page.tsx";
import screen from "../../ui/screen.module.css";
import { Skeleton, SkeletonBar } from "../../ui/skeleton.tsx";
import { useAct } from "../../ui/use-act.ts";
import { wallQuery } from "../queries.ts";
import { useWords } from "../words/words.ts";
import { Agents } from "./agents.tsx";
import { Hours } from "./hours.tsx";
import { NearLimit } from "./near-limit.tsx";
import { Queues } from "./queues.tsx";
import { Sums } from "./sums.tsx";
import { Unanswered } from "./unanswered.tsx";
import styles from "./wall.module.css";

/** Who waits, who serves, and what is near its limit: live, with what a supervisor does about it. */
export function WallPage() {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const { data: wall, isError, refetch } = useQuery(wallQuery);
  const [onWall, setOnWall] = useState(false);
  const redistribute = useAct(t, () => unwrap(api.POST("/api/v1/desk/redistribute", { body: {} })), {
    refresh: [["desk"]],
    done: ({ freed }) => ({ text: t("wall.redistributed", { count: freed }) }),
  });
  const toggle = () =>
    void (document.fullscreenElement === null ? document.documentElement.requestFullscreen() : document.exitFullscreen());
  useShortcuts({ f: toggle });
  useEffect(() => {
    const follow = () => setOnWall(document.fullscreenElement !== null);
    document.addEventListener("fullscreenchange", follow);
    return () => document.removeEventListener("fullscreenchange", follow);
  }, []);
  return (
    <Page
      title={t("nav.queues")}
      tabs={
        wall !== undefined && (
          <span className={classes(styles.fresh, ink.small, ink.secondary)} aria-live="off">
            <i /> {t("wall.updated", { time: clockTime(wall.at, language, timeZone) })}
          </span>
        )
      }
      act={
        <>
          <Button className={screen.notOnPhone} onClick={toggle} aria-pressed={onWall}>
            <Maximize size={16} /> {t("wall.mode")} <Key>F</Key>
          </Button>
          <Button tone="primary" busy={redistribute.busy} onClick={() => void redistribute.run()}>
            <ArrowLeftRight size={16} /> {t("wall.redistribute")}
          </Button>
        </>
      }
    >
      {wall === undefined && !isError && <Waiting />}
      {wall === undefined && isError && <LoadError onRetry={() => void refetch()} />}
      {wall !== undefined && wall.queues.length === 0 && (
        <Blank icon={<Users size={20} />} title={t("wall.none")} text={t("wall.noneText")} />
      )}
      {wall !== undefined && wall.queues.length > 0 && (
        <div className={styles.wall} data-wall={onWall || undefined}>
          <Sums wall={wall} />
          <div className={styles.main}>
            <Queues wall={wall} />
            <div className={styles.below}>
              <Hours wall={wall} />
              <NearLimit wall={wall} />
            </div>
            {wall.unanswered > 0 && <Unanswered />}
          </div>
          <Agents wall={wall} />
        </div>
      )}
    </Page>
  );
}

const Waiting = () => (
  <Skeleton>
    <SkeletonBar width="60%" top={12} />
    <SkeletonBar width="90%" top={28} />
    <SkeletonBar width="85%" top={28} />
    <SkeletonBar width="88%" top={28} />
  </Skeleton>
);
