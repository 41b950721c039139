import { useState } from "react";
import { api, unwrap } from "../../api/client.ts";
import { languageOf, meQuery, useMe } from "../../shell/session.tsx";
import { useLocale } from "../../text/locale.tsx";
import { Button } from "../../ui/button.tsx";
import { SelectField } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import ink from "../../ui/ink.module.css";
import { useAct } from "../../ui/use-act.ts";
import styles from "./settings.module.css";
import { useWords } from "./words/words.ts";
import { LanguageField, NameField, ZoneField } from "./workspace-fields.tsx";

/** What the workspace is called, what it speaks, and where it lives. The button is there when something was changed. */
export function WorkspacePage() {
  const t = useWords();
  const me = useMe();
  const { language: spoken } = useLocale();
  const { name, country, timeZone } = me.workspace;
  const before = { name, language: languageOf({ ...me, preferences: {} }), country, timeZone };
  const [written, setWritten] = useState(before);
  const set = (change: Partial<typeof written>) => setWritten({ ...written, ...change });
  const isChanged = JSON.stringify(written) !== JSON.stringify(before);
  const save = useAct(t, () => unwrap(api.PATCH("/api/v1/workspace", { body: written })), {
    problem: "inline",
    refresh: [meQuery.queryKey],
    done: () => ({ text: t("saved") }),
  });
  return (
    <div className={styles.page}>
      <p className={ink.secondary}>{t("workspace.about")}</p>
      <Form
        onSubmit={() => save.run()}
        busy={save.busy}
        problem={save.problem}
        actions={
          isChanged && (
            <>
              <Button onClick={() => setWritten(before)}>{t("cancel")}</Button>
              <Button type="submit" tone="primary" busy={save.busy}>
                {t("save")}
              </Button>
            </>
          )
        }
      >
        <NameField value={written.name} onChange={(next) => set({ name: next })} />
        <LanguageField value={written.language} onChange={(next) => set({ language: next })} />
        <SelectField
          label={t("workspace.country")}
          hint={t("workspace.countryHint")}
          value={written.country}
          onChange={({ target }) => set({ country: target.value })}
        >
          {countries(spoken, written.country).map(({ code, called }) => (
            <option key={code} value={code}>
              {called}
            </option>
          ))}
        </SelectField>
        <ZoneField value={written.timeZone} onChange={(next) => set({ timeZone: next })} />
      </Form>
    </div>
  );
}

const LETTERS = Array.from({ length: 26 }, (_, index) => String.fromCharCode(65 + index));

/** Words for pairs of letters that are no country: unknown ones, groups of countries, and what only tests use. */
const NO_COUNTRIES = new Set(["EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"]);

/** By their names in the reader's language; browsers know which pairs of letters are countries, and how they are called. */
function countries(language: string, present: string): { code: string; called: string }[] {
  const names = new Intl.DisplayNames([language], { type: "region", fallback: "none" });
  const known = LETTERS.flatMap((first) => LETTERS.map((second) => first + second))
    .filter((code) => !NO_COUNTRIES.has(code))
    .flatMap((code) => {
      const called = names.of(code);
      return called === undefined ? [] : [{ code, called }];
    });
  const all = known.some(({ code }) => code === present) ? known : [...known, { code: present, called: present }];
  return all.toSorted((a, b) => a.called.localeCompare(b.called, language));
}
