import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { api, unwrap } from "../api/client.ts";
import { useMay } from "../shell/session.tsx";
import { Blank } from "../ui/blank.tsx";
import { Button } from "../ui/button.tsx";
import { classes } from "../ui/classes.ts";
import { Header } from "../ui/header.tsx";
import { Plus, Zap } from "../ui/icons.generated.ts";
import { LoadError } from "../ui/load-error.tsx";
import { Skeleton, SkeletonBar } from "../ui/skeleton.tsx";
import { Spacer } from "../ui/spacer.tsx";
import { useAct } from "../ui/use-act.ts";
import styles from "./automations.module.css";
import { toAutomation, toAutomations, useAutomationId } from "./paths.ts";
import { ruleList, ruleQuery, rulesRefresh, templateList } from "./queries.ts";
import { RuleEditor } from "./rule-editor.tsx";
import { RuleLine } from "./rule-line.tsx";
import { useWords } from "./words/words.ts";

/** The address of a rule that is not saved yet. */
const NEW = "new";

/** All rules at the left, the one that the address names beside them: when it begins, what it asks, what it does, and what it did. */
export function AutomationsPage() {
  const t = useWords();
  const navigate = useNavigate();
  const id = useAutomationId();
  const list = useQuery(ruleList);
  const opened = useQuery({ ...ruleQuery(id ?? ""), enabled: id !== undefined && id !== NEW });
  const mayManage = useMay("automations.manage");
  const open = (ruleId: string | null) => void navigate(ruleId === null ? toAutomations() : toAutomation(ruleId));
  const rules = list.data?.items ?? [];

  return (
    <main className={styles.page} id="thread" aria-label={t("nav.automations")}>
      <Header className={classes(id !== undefined && styles.besideOne)}>
        <h1>{t("nav.automations")}</h1>
        <Spacer />
        {mayManage && (
          <Button size="small" tone="primary" onClick={() => open(NEW)}>
            <Plus size={14} /> {t("rules.new")}
          </Button>
        )}
      </Header>
      <div className={classes(styles.columns, id !== undefined && styles.hasOne)}>
        <aside className={styles.list}>
          {list.isPending && (
            <Skeleton>
              <SkeletonBar width="70%" top={16} />
              <SkeletonBar width="50%" top={8} />
            </Skeleton>
          )}
          {list.isError && <LoadError error={list.error} onRetry={() => void list.refetch()} />}
          {list.isSuccess && rules.length === 0 && <Blank icon={<Zap size={20} />} title={t("rules.none")} text={t("rules.noneText")} />}
          <ul aria-label={t("rules.list")}>
            {rules.map((rule) => (
              <RuleLine key={rule.id} rule={rule} isOpen={rule.id === id} mayManage={mayManage} />
            ))}
          </ul>
          {mayManage && (
            <>
              <Sweep />
              <Ready onMade={open} />
            </>
          )}
        </aside>
        {id === undefined ? (
          <div className={styles.nothing}>
            <Blank icon={<Zap size={20} />} title={t("rules.choose")} text={t("rules.chooseText")} />
          </div>
        ) : id === NEW ? (
          <RuleEditor key={NEW} rule={null} mayManage={mayManage} onOpen={open} />
        ) : opened.isError ? (
          <LoadError error={opened.error} onRetry={() => void opened.refetch()} />
        ) : (
          // What others saved meanwhile is not poured over what is being edited: saving says so.
          opened.data !== undefined && <RuleEditor key={opened.data.id} rule={opened.data} mayManage={mayManage} onOpen={open} />
        )}
      </div>
    </main>
  );
}

/** When rules are looked at, and the way not to wait for it. */
function Sweep() {
  const t = useWords();
  const sweep = useAct(t, () => unwrap(api.POST("/api/v1/automations/sweep")), {
    refresh: rulesRefresh,
    done: ({ begun }) => ({ text: t("rules.swept", { count: begun }) }),
  });
  return (
    <p className={styles.hint}>
      {t("rules.sweepHint")}{" "}
      <Button size="small" tone="ghost" busy={sweep.busy} onClick={() => void sweep.run()}>
        {t("rules.sweep")}
      </Button>
    </p>
  );
}

/** Rules that come with the product and are not in the list. */
function Ready({ onMade }: { onMade: (id: string) => void }) {
  const t = useWords();
  const { data } = useQuery(templateList);
  const make = useAct(t, (key: string) => unwrap(api.POST("/api/v1/automations/from-template", { body: { template: key } })), {
    refresh: rulesRefresh,
  });
  if (data === undefined || data.items.length === 0) return null;
  return (
    <section className={styles.ready}>
      <h2>{t("rules.ready")}</h2>
      {data.items.map(({ key, name }) => (
        <Button
          key={key}
          size="small"
          busy={make.busy}
          onClick={() => void make.run(key).then((made) => made !== undefined && onMade(made.id))}
        >
          {t("rules.use", { name })}
        </Button>
      ))}
    </section>
  );
}
