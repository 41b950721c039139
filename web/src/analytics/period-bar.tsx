import { useLocale } from "../text/locale.tsx";
import { Button } from "../ui/button.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { ListFilter, X } from "../ui/icons.generated.ts";
import { Input, Select } from "../ui/input.tsx";
import styles from "./analytics.module.css";
import { FilterSays } from "./filter-says.tsx";
import { PERIODS, STEPS } from "./paths.ts";
import { sayStep } from "./say.ts";
import { useFrame, useSetSearch } from "./use-frame.ts";
import { useWords } from "./words/words.ts";

/** Which days, in which steps, held against what, and of which conversations. The address holds it all. */
export function PeriodBar({ onFilter }: { onFilter: () => void }) {
  const t = useWords();
  const { language } = useLocale();
  const { search, frame } = useFrame();
  const set = useSetSearch();
  const { from, to, step } = frame.period;
  const period = search.period ?? "30d";
  const pick = (next: (typeof PERIODS)[number] | undefined) =>
    set({ period: next, step: undefined, ...(next === "own" ? { from, to } : { from: undefined, to: undefined }) });
  return (
    <div className={styles.bar}>
      <Select
        small
        aria-label={t("analytics.period")}
        value={period}
        onChange={({ target }) => pick(PERIODS.find((one) => one === target.value))}
      >
        {PERIODS.map((one) => (
          <option key={one} value={one}>
            {t(`analytics.period.${one}`)}
          </option>
        ))}
      </Select>
      {period === "own" ? (
        <>
          <Input
            type="date"
            aria-label={t("analytics.from")}
            value={from}
            max={to}
            onChange={({ target }) => target.value !== "" && set({ from: target.value, step: undefined })}
          />
          <Input
            type="date"
            aria-label={t("analytics.to")}
            value={to}
            min={from}
            onChange={({ target }) => target.value !== "" && set({ to: target.value, step: undefined })}
          />
        </>
      ) : (
        <span className={styles.days}>
          {sayStep(from, "day", language)}
          {from.slice(0, 4) !== to.slice(0, 4) && ` ${from.slice(0, 4)}`} – {sayStep(to, "day", language)}
        </span>
      )}
      <Select
        small
        aria-label={t("analytics.steps")}
        value={step}
        onChange={({ target }) => set({ step: STEPS.find((one) => one === target.value) })}
      >
        {STEPS.map((one) => (
          <option key={one} value={one}>
            {t(`analytics.steps.${one}`)}
          </option>
        ))}
      </Select>
      <Select
        small
        aria-label={t("analytics.compare")}
        value={search.compare ?? "before"}
        onChange={({ target: { value } }) => set({ compare: value === "year" || value === "none" ? value : undefined })}
      >
        {(["before", "year", "none"] as const).map((one) => (
          <option key={one} value={one}>
            {t(`analytics.compare.${one}`)}
          </option>
        ))}
      </Select>
      <Button size="small" onClick={onFilter}>
        <ListFilter size={14} /> {t("analytics.filter")}
      </Button>
      {search.filter !== undefined && (
        <>
          <FilterSays filter={search.filter} onEdit={onFilter} />
          <IconButton label={t("analytics.filterClear")} onClick={() => set({ filter: undefined })}>
            <X size={14} />
          </IconButton>
        </>
      )}
    </div>
  );
}
