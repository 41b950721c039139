import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMay } from "../../shell/session.tsx";
import { useLocale } from "../../text/locale.tsx";
import { Blank } from "../../ui/blank.tsx";
import { Button } from "../../ui/button.tsx";
import { Chip } from "../../ui/chip.tsx";
import { Wrench } from "../../ui/icons.generated.ts";
import { LoadError } from "../../ui/load-error.tsx";
import { techniciansQuery } from "../queries.ts";
import { whenText } from "../when-text.ts";
import { CodeDialog } from "./code-dialog.tsx";
import styles from "./office.module.css";
import { useUnlink } from "./office-acts.ts";
import { OfficeFrame } from "./office-frame.tsx";
import type { Technician } from "./queries.ts";
import { useWords } from "./words/words.ts";

/** Who can get orders, and whether the phone that they work from is known. */
export function TechniciansPage() {
  const t = useWords();
  const { data, isError, error, refetch } = useQuery(techniciansQuery);
  const [linked, setLinked] = useState<Technician | null>(null);
  return (
    <OfficeFrame part="technicians" layers={linked !== null && <CodeDialog technician={linked} onClose={() => setLinked(null)} />}>
      <div className={styles.page}>
        <p className={styles.quiet}>{t("technicians.text")}</p>
        {isError && <LoadError error={error} onRetry={() => void refetch()} />}
        {data?.items.length === 0 && <Blank icon={<Wrench size={20} />} title={t("technicians.none")} text={t("technicians.noneText")} />}
        {data !== undefined && data.items.length > 0 && <TechniciansTable technicians={data.items} onLink={setLinked} />}
      </div>
    </OfficeFrame>
  );
}

interface TechniciansTableProps {
  technicians: readonly Technician[];
  onLink: (technician: Technician) => void;
}

function TechniciansTable({ technicians, onLink }: TechniciansTableProps) {
  const t = useWords();
  const mayDispatch = useMay("operations.dispatch");
  const { language, timeZone } = useLocale();
  const unlink = useUnlink();
  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-label={t("office.technicians")}>
        <thead>
          <tr>
            <th scope="col">{t("office.name")}</th>
            <th scope="col">{t("technicians.phone")}</th>
            <th scope="col" className={styles.number}>
              {t("technicians.openOrders")}
            </th>
            {mayDispatch && <td />}
          </tr>
        </thead>
        <tbody>
          {technicians.map((one) => (
            <tr key={one.memberId}>
              <th scope="row">{one.name}</th>
              <td>
                {one.isLinked ? (
                  <Chip tone="ok">
                    {one.linkedAt === null
                      ? t("technicians.linked")
                      : t("technicians.linkedAt", { when: whenText(one.linkedAt, language, timeZone) })}
                  </Chip>
                ) : (
                  <span className={styles.quiet}>{t("technicians.notLinked")}</span>
                )}
              </td>
              <td className={styles.number} data-label={t("technicians.openOrders")}>
                {one.openOrders}
              </td>
              {mayDispatch && (
                <td className={styles.acts}>
                  <Button size="small" aria-label={t("technicians.codeOf", { name: one.name })} onClick={() => onLink(one)}>
                    {t("technicians.code")}
                  </Button>
                  {one.isLinked && (
                    <Button size="small" tone="ghost" onClick={() => void unlink.run(one.memberId)}>
                      {t("technicians.unlink")}
                    </Button>
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
