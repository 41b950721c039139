import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMay, useMe } from "../../shell/session.tsx";
import { useLocale } from "../../text/locale.tsx";
import { Blank } from "../../ui/blank.tsx";
import { Button } from "../../ui/button.tsx";
import { ShoppingCart } from "../../ui/icons.generated.ts";
import { LoadError } from "../../ui/load-error.tsx";
import { moneyText } from "../when-text.ts";
import { LimitsDialog } from "./limits-dialog.tsx";
import styles from "./office.module.css";
import { OfficeFrame } from "./office-frame.tsx";
import { type Limit, limitsQuery } from "./queries.ts";
import { useWords } from "./words/words.ts";

/** Who approves purchases, from which total on, and who does when they are away. */
export function LimitsPage() {
  const t = useWords();
  const mayWrite = useMay("purchases.limits");
  const [isOpen, setOpen] = useState(false);
  const { data, isError, error, refetch } = useQuery(limitsQuery);
  return (
    <OfficeFrame
      part="purchase-limits"
      act={
        mayWrite &&
        data !== undefined && (
          <Button tone="primary" onClick={() => setOpen(true)}>
            {t("limits.change")}
          </Button>
        )
      }
      layers={isOpen && data !== undefined && <LimitsDialog limits={data.items} onClose={() => setOpen(false)} />}
    >
      <div className={styles.page}>
        <p className={styles.quiet}>{t("limits.text")}</p>
        {isError && <LoadError error={error} onRetry={() => void refetch()} />}
        {data?.items.length === 0 && <Blank icon={<ShoppingCart size={20} />} title={t("limits.none")} text={t("limits.noneText")} />}
        {data !== undefined && data.items.length > 0 && <LimitsTable limits={data.items} />}
      </div>
    </OfficeFrame>
  );
}

function LimitsTable({ limits }: { limits: readonly Limit[] }) {
  const t = useWords();
  const { language } = useLocale();
  const { currency } = useMe().workspace;
  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-label={t("office.purchase-limits")}>
        <thead>
          <tr>
            {(["limits.level", "limits.above", "limits.approver", "limits.deputy"] as const).map((key) => (
              <th key={key} scope="col">
                {t(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {limits.map(({ level, aboveCents, approver, deputy }) => (
            <tr key={level}>
              <th scope="row">{level}</th>
              <td data-label={t("limits.above")}>{moneyText(aboveCents, language, currency)}</td>
              <td data-label={t("limits.approver")}>{approver.name}</td>
              <td data-label={t("limits.deputy")}>{deputy?.name ?? "–"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
