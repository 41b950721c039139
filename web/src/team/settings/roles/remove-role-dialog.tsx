import { useState } from "react";
import { api, unwrap } from "../../../api/client.ts";
import { Button } from "../../../ui/button.tsx";
import { FormDialog } from "../../../ui/form.tsx";
import { useAct } from "../../../ui/use-act.ts";
import { membersQuery } from "../../queries.ts";
import { type Base, type OwnRole, openInvitations, rolesQuery } from "../queries.ts";
import { useWords } from "../words/words.ts";
import { BASES, type ChosenRole, RoleSelect } from "./role-select.tsx";
import { useRoleWords } from "./words/words.ts";

/** Removes a role; whoever has it gets another one in the same act. */
export function RemoveRoleDialog({ role, onClose }: { role: OwnRole; onClose: () => void }) {
  const t = useWords();
  const say = useRoleWords();
  const [to, setTo] = useState<ChosenRole<Base>>({ role: role.base });
  const isHeld = role.memberCount + role.invitationCount > 0;
  const remove = useAct(
    t,
    async () => {
      await unwrap(api.DELETE("/api/v1/roles/{roleId}", { params: { path: { roleId: role.id }, query: isHeld ? to : {} } }));
      return true;
    },
    {
      problem: "inline",
      refresh: [rolesQuery.queryKey, membersQuery.queryKey, openInvitations.queryKey, ["me"]],
      done: () => ({ text: say("roles.removed") }),
    },
  );
  return (
    <FormDialog
      title={say("roles.removeTitle", { name: role.name })}
      onClose={onClose}
      onSubmit={async () => (await remove.run()) !== undefined && onClose()}
      busy={remove.busy}
      problem={remove.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="submit" tone="danger" busy={remove.busy}>
            {say("roles.removeDo")}
          </Button>
        </>
      }
    >
      {isHeld ? (
        <RoleSelect label={say("roles.removeTo")} builtIn={BASES} chosen={to} onChoose={setTo} without={role.id} />
      ) : (
        <p>{say("roles.removeNobody")}</p>
      )}
    </FormDialog>
  );
}
