import ink from "../../../ui/ink.module.css";
import styles from "../settings.module.css";
import { useWords } from "../words/words.ts";
import { AddressRule } from "./address-rule.tsx";
import { SecondFactorRule } from "./second-factor-rule.tsx";
import { SessionRule } from "./session-rule.tsx";

/** What the company asks of whoever comes in. */
export function AccessPage() {
  const t = useWords();
  return (
    <div className={styles.page}>
      <p className={ink.secondary}>{t("access.about")}</p>
      <SecondFactorRule />
      <SessionRule />
      <AddressRule />
    </div>
  );
}
