import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useMay } from "../../shell/session.tsx";
import { useLocale } from "../../text/locale.tsx";
import { Blank } from "../../ui/blank.tsx";
import { Button } from "../../ui/button.tsx";
import { Chip } from "../../ui/chip.tsx";
import { ClipboardList, Plus } from "../../ui/icons.generated.ts";
import { LoadError } from "../../ui/load-error.tsx";
import styles from "../office/office.module.css";
import { OfficeFrame } from "../office/office-frame.tsx";
import { useWords } from "../office/words/words.ts";
import { toAsset, toOrder } from "../paths.ts";
import { whenText } from "../when-text.ts";
import { useArchivePlan } from "./plan-acts.ts";
import { PlanDialog } from "./plan-dialog.tsx";
import { type Plan, plansQuery } from "./queries.ts";
import { readRepetition } from "./repetition.ts";

/** What is done again and again to machines, the next due first. */
export function PlansPage() {
  const t = useWords();
  const mayDispatch = useMay("operations.dispatch");
  const [edited, setEdited] = useState<Plan | "new" | null>(null);
  const { data, isError, error, refetch } = useQuery(plansQuery);
  return (
    <OfficeFrame
      part="preventive-plans"
      act={
        mayDispatch && (
          <Button tone="primary" onClick={() => setEdited("new")}>
            <Plus size={16} /> {t("plans.new")}
          </Button>
        )
      }
      layers={edited !== null && <PlanDialog {...(edited === "new" ? {} : { plan: edited })} onClose={() => setEdited(null)} />}
    >
      <div className={styles.page}>
        <p className={styles.quiet}>{t("plans.text")}</p>
        {isError && <LoadError error={error} onRetry={() => void refetch()} />}
        {data?.items.length === 0 && <Blank icon={<ClipboardList size={20} />} title={t("plans.none")} text={t("plans.noneText")} />}
        {data !== undefined && data.items.length > 0 && <PlansTable plans={data.items} onEdit={mayDispatch ? setEdited : undefined} />}
      </div>
    </OfficeFrame>
  );
}

interface PlansTableProps {
  plans: readonly Plan[];
  /** Absent for who only reads. */
  onEdit: ((plan: Plan) => void) | undefined;
}

function PlansTable({ plans, onEdit }: PlansTableProps) {
  const t = useWords();
  const archive = useArchivePlan();
  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-label={t("office.preventive-plans")}>
        <thead>
          <tr>
            {[t("plans.title"), t("plans.asset"), t("plans.repeats"), t("plans.next"), t("plans.last")].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
            {onEdit !== undefined && <td />}
          </tr>
        </thead>
        <tbody>
          {plans.map((plan) => (
            <tr key={plan.id}>
              <th scope="row">
                {plan.title} {!plan.isOn && <Chip>{t("plans.off")}</Chip>}
              </th>
              <td data-label={t("plans.asset")}>
                <Link {...toAsset(plan.asset.id)}>
                  {plan.asset.code} · {plan.asset.name}
                </Link>
              </td>
              <td data-label={t("plans.repeats")}>
                <Repeats plan={plan} />
              </td>
              <td data-label={t("plans.next")}>
                <Next plan={plan} />
              </td>
              <td data-label={t("plans.last")}>
                {plan.lastOrder !== null && <Link {...toOrder(plan.lastOrder.id)}>{plan.lastOrder.code}</Link>}
              </td>
              {onEdit !== undefined && (
                <td className={styles.acts}>
                  <Button size="small" aria-label={t("office.editOne", { name: plan.title })} onClick={() => onEdit(plan)}>
                    {t("office.edit")}
                  </Button>
                  <Button size="small" tone="ghost" onClick={() => void archive.run(plan.id)}>
                    {t("office.archive")}
                  </Button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Repeats({ plan: { calendar, everyReading } }: { plan: Plan }) {
  const t = useWords();
  if (calendar === null) return <>{t("plans.everyReading", { count: (everyReading ?? 0) / 1_000 })}</>;
  const repetition = readRepetition(calendar.rule);
  return <>{repetition === null ? calendar.rule : t(`plans.every.${repetition.unit}`, { count: repetition.every })}</>;
}

function Next({ plan: { nextAt, nextReading, lastReading } }: { plan: Plan }) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  if (nextReading !== null)
    return (
      <>
        {t("plans.atReading", {
          at: (nextReading / 1_000).toLocaleString(language),
          now: ((lastReading ?? 0) / 1_000).toLocaleString(language),
        })}
      </>
    );
  return <>{nextAt === null ? "–" : whenText(nextAt, language, timeZone)}</>;
}
