import { useState } from "react";
import { api, type Me, unwrap } from "../../../api/client.ts";
import { meQuery, useChangePreferences, useMe } from "../../../shell/session.tsx";
import { Button } from "../../../ui/button.tsx";
import { SelectField, TextField } from "../../../ui/field.tsx";
import { Form } from "../../../ui/form.tsx";
import ink from "../../../ui/ink.module.css";
import { useAct } from "../../../ui/use-act.ts";
import { LANGUAGES } from "../languages.ts";
import styles from "../settings.module.css";
import { useWords } from "../words/words.ts";

type Preferences = Me["preferences"];

const THEMES = ["system", "light", "dark"] as const;
const DENSITIES = ["comfortable", "compact"] as const;
const SEND_WITH = ["enter", "mod_enter"] as const;

/** One's own name, and how the product speaks and looks to oneself. */
export function ProfilePage() {
  const t = useWords();
  const { email, preferences, workspace } = useMe();
  const change = useChangePreferences();
  const prefer = useAct(t, (preference: Preferences) => change(preference), { refresh: [meQuery.queryKey] });
  const { theme = "system", density = "comfortable", sendWith = "enter", language = workspace.language } = preferences;
  return (
    <div className={styles.page}>
      <p className={ink.secondary}>{t("profile.about")}</p>
      <NameForm />
      <section className={styles.section} aria-label={t("section.profile")}>
        {email !== null && <TextField label={t("profile.email")} value={email} readOnly />}
        <SelectField
          label={t("profile.language")}
          value={language}
          onChange={({ target }) =>
            chosen(
              LANGUAGES,
              target.value,
              ({ id }) => id,
              ({ id }) => prefer.run({ language: id }),
            )
          }
        >
          {LANGUAGES.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        <Preferred
          label={t("profile.theme")}
          options={THEMES}
          value={theme}
          say={(one) => t(`profile.theme.${one}`)}
          onChoose={(one) => void prefer.run({ theme: one })}
        />
        <Preferred
          label={t("profile.density")}
          options={DENSITIES}
          value={density}
          say={(one) => t(`profile.density.${one}`)}
          onChoose={(one) => void prefer.run({ density: one })}
        />
        <Preferred
          label={t("profile.sendWith")}
          options={SEND_WITH}
          value={sendWith}
          say={(one) => t(`profile.sendWith.${one}`)}
          onChoose={(one) => void prefer.run({ sendWith: one })}
        />
      </section>
    </div>
  );
}

/** The one of `all` that was chosen; a word that is none of them does nothing. */
function chosen<One>(all: readonly One[], id: string, idOf: (one: One) => string, run: (one: One) => unknown) {
  const found = all.find((one) => idOf(one) === id);
  if (found !== undefined) void run(found);
}

interface PreferredProps<Id extends string> {
  label: string;
  options: readonly Id[];
  value: Id;
  say: (id: Id) => string;
  onChoose: (id: Id) => void;
}

/** One preference of a few; it is kept as it is chosen. */
const Preferred = <Id extends string>({ label, options, value, say, onChoose }: PreferredProps<Id>) => (
  <SelectField label={label} value={value} onChange={({ target }) => chosen(options, target.value, (one) => one, onChoose)}>
    {options.map((one) => (
      <option key={one} value={one}>
        {say(one)}
      </option>
    ))}
  </SelectField>
);

function NameForm() {
  const t = useWords();
  const me = useMe();
  const [name, setName] = useState(me.name);
  const save = useAct(t, () => unwrap(api.PATCH("/api/v1/me", { body: { name: name.trim() } })), {
    problem: "inline",
    refresh: [meQuery.queryKey, ["members"]],
    done: () => ({ text: t("saved") }),
  });
  return (
    <Form
      onSubmit={() => save.run()}
      busy={save.busy}
      problem={save.problem}
      actions={
        name.trim() !== me.name && (
          <Button type="submit" tone="primary" busy={save.busy}>
            {t("save")}
          </Button>
        )
      }
    >
      <TextField
        label={t("profile.name")}
        value={name}
        required
        pattern=".*\S.*"
        maxLength={120}
        autoComplete="name"
        onChange={({ target }) => setName(target.value)}
      />
    </Form>
  );
}
