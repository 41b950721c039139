import { useMe } from "../../shell/session.tsx";
import { useLocale } from "../../text/locale.tsx";
import { Button } from "../../ui/button.tsx";
import { showCents } from "../stock/amounts.ts";
import type { PurchaseDetail } from "../stock/queries.ts";
import { useWords } from "../stock/words/words.ts";
import type { usePurchaseActs } from "./purchase-acts.ts";
import styles from "./purchases.module.css";

/** Who is asked to decide, until when; for them, the two buttons. Nothing where nobody is asked. */
export function ApprovalCard({ purchase, acts }: { purchase: PurchaseDetail; acts: ReturnType<typeof usePurchaseActs> }) {
  const t = useWords();
  const me = useMe();
  const { language, timeZone } = useLocale();
  const asked = purchase.approvals.find(({ state }) => state === "pending");
  if (asked === undefined) return null;
  const isMine = asked.approver.id === me.id || asked.deputy?.id === me.id;
  const names = [asked.approver.name, ...(asked.deputy === null ? [] : [asked.deputy.name])].join(", ");
  return (
    <section className={styles.card} aria-label={t("purchases.approval")}>
      <h3>{t("purchases.approval")}</h3>
      <p>
        <b className={styles.sum}>{showCents(language, asked.totalCents)}</b> {purchase.supplier?.name}
      </p>
      <p className={styles.quiet}>
        {t("purchases.forThem", { name: names })}.{" "}
        {t("purchases.rule", {
          time: new Date(asked.expiresAt).toLocaleString(language, { timeZone, dateStyle: "short", timeStyle: "short" }),
        })}
      </p>
      {isMine && (
        <div className={styles.acts}>
          <Button tone="primary" busy={acts.approve.busy} onClick={() => void acts.approve.run()}>
            {t("purchases.approve")}
          </Button>
          <Button busy={acts.reject.busy} onClick={() => void acts.reject.run()}>
            {t("purchases.reject")}
          </Button>
        </div>
      )}
    </section>
  );
}
