import { useState } from "react";
import { api, unwrap } from "../../../api/client.ts";
import { useMe } from "../../../shell/session.tsx";
import { Button } from "../../../ui/button.tsx";
import { SelectField, TextField } from "../../../ui/field.tsx";
import { FormDialog } from "../../../ui/form.tsx";
import ink from "../../../ui/ink.module.css";
import { useAct } from "../../../ui/use-act.ts";
import { membersQuery } from "../../queries.ts";
import { SEES } from "../members/roles.ts";
import { type OwnRole, type RoleList, rolesQuery } from "../queries.ts";
import { useWords } from "../words/words.ts";
import { RightsPart } from "./rights-part.tsx";
import { BASES } from "./role-select.tsx";
import { useNameOfRight, useRoleWords } from "./words/words.ts";

/** A role that is being written; `id` is null until it is made. */
export interface RoleDraft extends Pick<OwnRole, "name" | "description" | "base" | "sees" | "capabilities" | "newRights"> {
  id: string | null;
}

/** Name, sight and rights of one of the company's own roles. What it starts from is chosen once. */
export function RoleDialog({ list, draft, onClose }: { list: RoleList; draft: RoleDraft; onClose: () => void }) {
  const t = useWords();
  const say = useRoleWords();
  const nameOf = useNameOfRight();
  const [role, setRole] = useState(draft);
  const change = (some: Partial<RoleDraft>) => setRole((now) => ({ ...now, ...some }));
  const lacking = useLacking(draft);
  const save = useAct(t, () => keep(role), {
    problem: "inline",
    refresh: [rolesQuery.queryKey, membersQuery.queryKey, ["me"]],
    done: () => ({ text: t("saved") }),
  });
  function startFrom(value: string) {
    const from = list.builtIn.find((one) => one.role === value);
    const base = BASES.find((one) => one === value);
    if (from !== undefined && base !== undefined) change({ base, sees: from.sees, capabilities: from.capabilities });
  }
  const ofBase = list.builtIn.find((one) => one.role === role.base)?.capabilities ?? [];
  return (
    <FormDialog
      title={draft.id === null ? say("roles.new") : say("roles.change", { name: draft.name })}
      size="wide"
      onClose={onClose}
      onSubmit={async () => (await save.run()) !== undefined && onClose()}
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
      <TextField
        label={say("roles.name")}
        required
        pattern=".*\S.*"
        maxLength={60}
        autoFocus
        value={role.name}
        onChange={({ target }) => change({ name: target.value })}
      />
      <TextField
        label={say("roles.description")}
        maxLength={300}
        value={role.description}
        onChange={({ target }) => change({ description: target.value })}
      />
      <SelectField
        label={say("roles.base")}
        hint={say("roles.baseAbout")}
        value={role.base}
        disabled={draft.id !== null}
        onChange={({ target }) => startFrom(target.value)}
      >
        {BASES.map((one) => (
          <option key={one} value={one}>
            {t(`role.${one}`)}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t("members.sees")}
        value={role.sees}
        onChange={({ target }) => change({ sees: SEES.find((one) => one === target.value) ?? role.sees })}
      >
        {SEES.map((one) => (
          <option key={one} value={one}>
            {t(`sees.${one}`)}
          </option>
        ))}
      </SelectField>
      {lacking.length > 0 && (
        <p className={ink.danger} role="status">
          {say("roles.lacking", { rights: lacking.map(nameOf).join(", ") })}
        </p>
      )}
      <RightsPart
        rights={list.rights}
        chosen={role.capabilities}
        ofBase={ofBase}
        base={t(`role.${role.base}`)}
        newRights={role.newRights}
        onChoose={(capabilities) => change({ capabilities })}
      />
    </FormDialog>
  );
}

/** What a role has that whoever looks at it has not: the server lets them change nothing of it. */
function useLacking({ id, capabilities }: RoleDraft) {
  const me = useMe();
  return id === null ? [] : capabilities.filter((name) => !me.capabilities.includes(name));
}

async function keep({ id, name, description, base, sees, capabilities }: RoleDraft): Promise<OwnRole> {
  const body = { name: name.trim(), description: description.trim(), sees, capabilities };
  if (id === null) return unwrap(api.POST("/api/v1/roles", { body: { ...body, base } }));
  return unwrap(api.PATCH("/api/v1/roles/{roleId}", { params: { path: { roleId: id } }, body }));
}
