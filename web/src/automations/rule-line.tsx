import { Link } from "@tanstack/react-router";
import { api, unwrap } from "../api/client.ts";
import { classes } from "../ui/classes.ts";
import { BareSwitch } from "../ui/switch.tsx";
import { useAct } from "../ui/use-act.ts";
import styles from "./automations.module.css";
import { toAutomation } from "./paths.ts";
import { type ListedRule, rulesRefresh } from "./queries.ts";
import { useWords } from "./words/words.ts";

interface RuleLineProps {
  rule: ListedRule;
  isOpen: boolean;
  mayManage: boolean;
}

/** A rule in the list: its name, how often it began, and its switch. */
export function RuleLine({ rule: { id, name, isOn, begun, refused }, isOpen, mayManage }: RuleLineProps) {
  const t = useWords();
  const flip = useAct(
    t,
    (on: boolean) =>
      unwrap(api.POST("/api/v1/automations/{automationId}/switch", { params: { path: { automationId: id } }, body: { isOn: on } })),
    { refresh: rulesRefresh },
  );
  return (
    <li className={classes(styles.line, isOpen && styles.open)}>
      <Link {...toAutomation(id)} aria-current={isOpen ? "true" : undefined}>
        <b>{name}</b>
        <span>
          {t("rules.times", { count: begun })}
          {refused > 0 && <span className={styles.refused}> · {t("rules.refusedOf", { count: refused })}</span>}
        </span>
      </Link>
      <BareSwitch label={t("rules.switch", { name })} on={isOn} disabled={!mayManage || flip.busy} onChange={(on) => void flip.run(on)} />
    </li>
  );
}
