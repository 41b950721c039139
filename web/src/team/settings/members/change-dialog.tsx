import { useState } from "react";
import { api, unwrap } from "../../../api/client.ts";
import { Button } from "../../../ui/button.tsx";
import { SelectField } from "../../../ui/field.tsx";
import { FormDialog } from "../../../ui/form.tsx";
import { useAct } from "../../../ui/use-act.ts";
import { membersQuery } from "../../queries.ts";
import { type Member, rolesQuery } from "../queries.ts";
import { type ChosenRole, RoleSelect } from "../roles/role-select.tsx";
import { useWords } from "../words/words.ts";
import { ROLES, SEES } from "./roles.ts";

/** What a person may do and see. Only what was changed is sent, so that it alone is in the audit log. */
export function ChangeDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const t = useWords();
  const before: ChosenRole = member.roleId === null ? { role: member.role } : { roleId: member.roleId };
  const [role, setRole] = useState(before);
  const [sees, setSees] = useState(member.sees);
  const change = { ...(JSON.stringify(role) === JSON.stringify(before) ? {} : role), ...(sees === member.sees ? {} : { sees }) };
  const save = useAct(
    t,
    () => unwrap(api.PATCH("/api/v1/members/{memberId}", { params: { path: { memberId: member.id } }, body: change })),
    { problem: "inline", refresh: [membersQuery.queryKey, rolesQuery.queryKey, ["me"]], done: () => ({ text: t("saved") }) },
  );
  async function submit() {
    if (Object.keys(change).length === 0 || (await save.run()) !== undefined) onClose();
  }
  return (
    <FormDialog
      title={t("members.change", { name: member.name })}
      onClose={onClose}
      onSubmit={submit}
      busy={save.busy}
      problem={save.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="submit" tone="primary" busy={save.busy}>
            {t("save")}
          </Button>
        </>
      }
    >
      <RoleSelect label={t("members.role")} builtIn={ROLES} chosen={role} onChoose={setRole} />
      <SelectField
        label={t("members.sees")}
        value={sees ?? "role"}
        onChange={({ target }) => setSees(SEES.find((one) => one === target.value) ?? null)}
      >
        <option value="role">{t("sees.role")}</option>
        {SEES.map((one) => (
          <option key={one} value={one}>
            {t(`sees.${one}`)}
          </option>
        ))}
      </SelectField>
    </FormDialog>
  );
}
