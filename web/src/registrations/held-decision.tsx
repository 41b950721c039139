import { useMay } from "../shell/session.tsx";
import { Button } from "../ui/button.tsx";
import { Undo2 } from "../ui/icons.generated.ts";
import { Spacer } from "../ui/spacer.tsx";
import type { Registration } from "./queries.ts";
import styles from "./review.module.css";
import { useUndo } from "./review-acts.ts";
import { useWords } from "./words/words.ts";

/** Somebody decided, and it has not taken effect: who, and the way back. */
export function HeldDecision({ registration: { id, number, heldDecision } }: { registration: Registration }) {
  const t = useWords();
  const mayReview = useMay("registrations.review");
  const undo = useUndo();
  if (heldDecision === null) return null;
  const { verdict, reviewer } = heldDecision;
  return (
    <div className={styles.deciding} role="status" data-acts-below>
      <div className={styles.acts}>
        <span>
          {t(`registrations.held.${verdict}`, { number })} {t("registrations.heldBy", { name: reviewer })}
        </span>
        <Spacer />
        {mayReview && (
          <Button busy={undo.busy} onClick={() => void undo.run({ id })}>
            <Undo2 size={16} /> {t("registrations.undo")}
          </Button>
        )}
      </div>
    </div>
  );
}
