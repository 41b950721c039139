import { Button } from "../ui/button.tsx";
import { Skeleton, SkeletonBar } from "../ui/skeleton.tsx";
import styles from "./chart.module.css";
import { useWords } from "./words/words.ts";

/** Where a part's numbers are not here yet, or did not come. */
export function Waiting({ failed, onRetry }: { failed: boolean; onRetry: () => void }) {
  const t = useWords();
  if (failed)
    return (
      <p className={styles.nothing} role="alert">
        {t("analytics.partFailed")}{" "}
        <Button size="small" onClick={onRetry}>
          {t("error.retry")}
        </Button>
      </p>
    );
  return (
    <Skeleton>
      <SkeletonBar width="80%" top={12} />
      <SkeletonBar width="60%" top={12} />
      <SkeletonBar width="70%" top={12} />
    </Skeleton>
  );
}
