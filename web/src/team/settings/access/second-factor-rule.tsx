import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "../../../api/client.ts";
import { Button } from "../../../ui/button.tsx";
import { Check } from "../../../ui/check.tsx";
import { TextField } from "../../../ui/field.tsx";
import { Form } from "../../../ui/form.tsx";
import { useAct } from "../../../ui/use-act.ts";
import { ROLES } from "../members/roles.ts";
import { type Role, rolesQuery, secondFactorRule } from "../queries.ts";
import styles from "../settings.module.css";
import { useWords } from "../words/words.ts";
import { RuleSection } from "./rule-section.tsx";

/** Which roles need a second factor, and from which day on. */
export function SecondFactorRule() {
  const t = useWords();
  return (
    <RuleSection title={t("access.factor")} about={t("access.factorAbout")} rule={useQuery(secondFactorRule)}>
      {(rule) => <RuleForm key={JSON.stringify(rule)} before={rule} />}
    </RuleSection>
  );
}

function RuleForm({ before }: { before: { roles: Role[]; roleIds: string[]; from: string | null } }) {
  const t = useWords();
  const [roles, setRoles] = useState<readonly Role[]>(before.roles);
  const own = useQuery(rolesQuery).data?.items ?? [];
  const [roleIds, setRoleIds] = useState<readonly string[]>(before.roleIds);
  const [from, setFrom] = useState(before.from ?? "");
  const save = useAct(
    t,
    () =>
      unwrap(
        api.PUT("/api/v1/workspace/second-factor", { body: { roles: [...roles], roleIds: [...roleIds], from: from === "" ? null : from } }),
      ),
    { problem: "inline", refresh: [secondFactorRule.queryKey], done: () => ({ text: t("saved") }) },
  );
  return (
    <Form
      onSubmit={() => save.run()}
      busy={save.busy}
      problem={save.problem}
      actions={
        <Button type="submit" tone="primary" busy={save.busy}>
          {t("save")}
        </Button>
      }
    >
      <fieldset className={styles.scopes}>
        <legend>{t("access.factorRoles")}</legend>
        {ROLES.map((role) => (
          <Check
            key={role}
            label={t(`role.${role}`)}
            checked={roles.includes(role)}
            onChange={(isTicked) => setRoles(isTicked ? [...roles, role] : roles.filter((one) => one !== role))}
          />
        ))}
        {own.map(({ id, name }) => (
          <Check
            key={id}
            label={name}
            checked={roleIds.includes(id)}
            onChange={(isTicked) => setRoleIds(isTicked ? [...roleIds, id] : roleIds.filter((one) => one !== id))}
          />
        ))}
      </fieldset>
      {roles.length + roleIds.length > 0 && (
        <TextField
          label={t("access.factorFrom")}
          hint={t("access.factorFromHint")}
          type="date"
          value={from}
          onChange={({ target }) => setFrom(target.value)}
        />
      )}
    </Form>
  );
}
