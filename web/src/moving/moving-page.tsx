import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { SettingsPage } from "../shell/settings-page.tsx";
import { Blank } from "../ui/blank.tsx";
import { Button } from "../ui/button.tsx";
import { Plus, Truck } from "../ui/icons.generated.ts";
import { LoadError } from "../ui/load-error.tsx";
import { Skeleton, SkeletonBar } from "../ui/skeleton.tsx";
import { ConnectDialog } from "./connect-dialog.tsx";
import { MoveCard } from "./move-card.tsx";
import styles from "./moving.module.css";
import { movesQuery } from "./queries.ts";
import { useWords } from "./words/words.ts";

/** What comes over from the product that the team had before. */
export function MovingPage() {
  const t = useWords();
  const { data, isPending, isError, error, refetch } = useQuery(movesQuery);
  const [connects, setConnects] = useState(false);
  return (
    <SettingsPage title={t("settings.moving")}>
      <div className={styles.page}>
        <p className={styles.says}>{t("moving.says")}</p>
        <div>
          <Button size="small" tone="primary" onClick={() => setConnects(true)}>
            <Plus size={14} /> {t("moving.connect")}
          </Button>
        </div>
        {isPending && (
          <Skeleton>
            <SkeletonBar width="70%" top={12} />
          </Skeleton>
        )}
        {isError && <LoadError error={error} onRetry={() => void refetch()} />}
        {data?.items.length === 0 && <Blank icon={<Truck size={20} />} title={t("moving.none")} text={t("moving.noneText")} />}
        {(data?.items ?? []).map((move) => (
          <MoveCard key={move.id} move={move} />
        ))}
      </div>
      {connects && <ConnectDialog onClose={() => setConnects(false)} />}
    </SettingsPage>
  );
}
