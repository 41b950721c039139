import { useState } from "react";
import { api, unwrap } from "../../../api/client.ts";
import { Button } from "../../../ui/button.tsx";
import { TextField } from "../../../ui/field.tsx";
import { Form } from "../../../ui/form.tsx";
import ink from "../../../ui/ink.module.css";
import { useAct } from "../../../ui/use-act.ts";
import { ownSessions } from "../queries.ts";
import styles from "../settings.module.css";
import { useWords } from "../words/words.ts";
import { OwnSignOn } from "./own-sign-on.tsx";
import { SecondFactor } from "./second-factor.tsx";
import { Sessions } from "./sessions.tsx";

/** One's own login: password, second factor, and where one is signed in. */
export const SecurityPage = () => (
  <div className={styles.page}>
    <PasswordForm />
    <SecondFactor />
    <OwnSignOn />
    <Sessions />
  </div>
);

function PasswordForm() {
  const t = useWords();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const change = useAct(t, () => unwrap(api.POST("/api/v1/me/password", { body: { current, next } })), {
    problem: "inline",
    refresh: [ownSessions.queryKey],
    done() {
      setCurrent("");
      setNext("");
      return { text: t("security.changed") };
    },
  });
  return (
    <section className={styles.section} aria-label={t("security.password")}>
      <h2 className={styles.title}>{t("security.password")}</h2>
      <p className={ink.secondary}>{t("security.passwordAbout")}</p>
      <Form
        onSubmit={() => change.run()}
        busy={change.busy}
        problem={change.problem}
        actions={
          <Button type="submit" busy={change.busy}>
            {t("security.change")}
          </Button>
        }
      >
        <TextField
          label={t("security.current")}
          type="password"
          autoComplete="current-password"
          required
          value={current}
          onChange={({ target }) => setCurrent(target.value)}
        />
        <TextField
          label={t("security.next")}
          hint={t("security.nextHint")}
          type="password"
          autoComplete="new-password"
          required
          minLength={10}
          maxLength={200}
          value={next}
          onChange={({ target }) => setNext(target.value)}
        />
      </Form>
    </section>
  );
}
