import { useQuery } from "@tanstack/react-query";
import { api, unwrap } from "../../../api/client.ts";
import { Button } from "../../../ui/button.tsx";
import { Chip } from "../../../ui/chip.tsx";
import { Problem } from "../../../ui/form.tsx";
import ink from "../../../ui/ink.module.css";
import { useAct } from "../../../ui/use-act.ts";
import { useProblem } from "../../paths.ts";
import { ownSignOn } from "../queries.ts";
import styles from "../settings.module.css";
import { useWords } from "../words/words.ts";

/** Whether one comes in by the company's provider too. Nothing where there is none. */
export function OwnSignOn() {
  const t = useWords();
  const problem = useProblem();
  const { data } = useQuery(ownSignOn);
  const link = useAct(
    t,
    async () => {
      const { url } = await unwrap(api.POST("/api/v1/me/single-sign-on"));
      window.location.assign(url);
    },
    { problem: "inline" },
  );
  if (data === undefined || data.label === null) return null;
  const { label, isLinked } = data;
  return (
    <section className={styles.section} aria-label={t("section.sign-on")}>
      <h2 className={styles.title}>
        {t("section.sign-on")} {isLinked && <Chip tone="ok">{t("security.linked")}</Chip>}
      </h2>
      <p className={ink.secondary}>{t(isLinked ? "security.linkedAbout" : "security.linkAbout", { label })}</p>
      <div>
        <Button busy={link.busy} onClick={() => void link.run()}>
          {t(isLinked ? "security.linkAnew" : "security.link", { label })}
        </Button>
      </div>
      <Problem problem={link.problem ?? (problem === undefined ? null : t.find(`problem.${problem}`))} />
    </section>
  );
}
