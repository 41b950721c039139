import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useMe } from "../../shell/session.tsx";
import { useLocale } from "../../text/locale.tsx";
import { stamp } from "../../text/times.ts";
import { Blank } from "../../ui/blank.tsx";
import { Button } from "../../ui/button.tsx";
import { classes } from "../../ui/classes.ts";
import { SelectField } from "../../ui/field.tsx";
import { Sparkles } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { LoadError } from "../../ui/load-error.tsx";
import { Page } from "../../ui/page.tsx";
import { Switch } from "../../ui/switch.tsx";
import { useNow } from "../../ui/use-now.ts";
import { type LogSearch, PURPOSES, toAiLog, toAiRun } from "../paths.ts";
import styles from "./models.module.css";
import { type Call, callList, MILLION } from "./queries.ts";
import { useWords } from "./words/words.ts";

/** Each request to a model: whose, how long, how much, and what came of it. */
export function LogPage() {
  const t = useWords();
  const navigate = useNavigate();
  const search: LogSearch = useSearch({ strict: false });
  const { purpose, failed } = search;
  const list = useInfiniteQuery(callList({ ...(purpose === undefined ? {} : { purpose }), ...(failed === true ? { failed } : {}) }));
  const calls = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const go = (change: LogSearch) => void navigate({ ...toAiLog({ ...search, ...change }), replace: true });
  return (
    <Page title={t("nav.aiLog")}>
      <div className={styles.log}>
        <p className={ink.secondary}>{t("log.about")}</p>
        <div className={styles.tools}>
          <SelectField
            label={t("log.purpose")}
            value={purpose ?? ""}
            onChange={({ target }) => go({ purpose: PURPOSES.find((one) => one === target.value) })}
          >
            <option value="">{t("log.all")}</option>
            {PURPOSES.map((one) => (
              <option key={one} value={one}>
                {t(`purpose.${one}`)}
              </option>
            ))}
          </SelectField>
          <Switch label={t("log.failed")} on={failed === true} onChange={(on) => go({ failed: on ? true : undefined })} />
        </div>
        {list.error !== null && list.data === undefined && <LoadError error={list.error} onRetry={() => void list.refetch()} />}
        {list.isSuccess && calls.length === 0 && <Blank icon={<Sparkles size={20} />} title={t("log.none")} text={t("log.noneText")} />}
        {calls.length > 0 && <CallTable calls={calls} />}
        {list.hasNextPage && (
          <div>
            <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {t("log.more")}
            </Button>
          </div>
        )}
      </div>
    </Page>
  );
}

function CallTable({ calls }: { calls: readonly Call[] }) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const now = useNow();
  const { workspace } = useMe();
  const money = new Intl.NumberFormat(language, { style: "currency", currency: workspace.currency, maximumFractionDigits: 4 });
  const figure = new Intl.NumberFormat(language);
  return (
    <div className={styles.scroll}>
      <table className={classes(styles.table, styles.lines)}>
        <thead>
          <tr>
            {(["when", "who", "contact", "purpose", "model", "tokens", "cost", "took", "outcome"] as const).map((name) => (
              <th key={name}>{t(`log.${name}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {calls.map((call) => (
            <tr key={call.id}>
              <td>
                <Link {...toAiRun(call.runId)}>{stamp(call.askedAt, now, t, language, timeZone)}</Link>
              </td>
              <td>{call.agentName ?? call.askedBy}</td>
              <td>{call.contactName}</td>
              <td>{t(`purpose.${call.purpose}`)}</td>
              <td>
                {call.model} <span className={ink.secondary}>{call.provider}</span>
              </td>
              <td>{figure.format(call.inputTokens + call.outputTokens)}</td>
              <td>{call.cost === null ? t("log.noPrice") : money.format(call.cost / MILLION)}</td>
              <td>{figure.format(call.tookMs)} ms</td>
              <td className={call.outcome === "answered" ? undefined : ink.danger}>
                {t.find(`why.${call.outcome}`) ?? call.outcome}
                {call.cameTo !== null && `, ${t.find(`did.${call.cameTo}`) ?? call.cameTo}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
