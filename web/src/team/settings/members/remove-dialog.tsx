import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "../../../api/client.ts";
import { useMay } from "../../../shell/session.tsx";
import { Button } from "../../../ui/button.tsx";
import { Check } from "../../../ui/check.tsx";
import { FormDialog } from "../../../ui/form.tsx";
import ink from "../../../ui/ink.module.css";
import { useAct } from "../../../ui/use-act.ts";
import { membersQuery } from "../../queries.ts";
import { type Member, openInvitations } from "../queries.ts";
import { useWords } from "../words/words.ts";
import { countHeld, releaseHeld } from "./held-conversations.ts";

/** Takes a person out of the workspace; says before what they hold, and what becomes of it. */
export function RemoveDialog({ member: { id, name }, onClose }: { member: Member; onClose: () => void }) {
  const t = useWords();
  const mayRead = useMay("conversations.read");
  const mayAssign = useMay("conversations.assign");
  const held = useQuery({ queryKey: ["held-conversations", id], queryFn: () => countHeld(id), enabled: mayRead, staleTime: 0 }).data;
  const [releases, setReleases] = useState(true);
  const remove = useAct(
    t,
    async () => {
      await unwrap(api.DELETE("/api/v1/members/{memberId}", { params: { path: { memberId: id } } }));
      // Only afterwards: the server may refuse to remove them, and nobody can give them more.
      if (releases && mayAssign && held?.count !== 0) await releaseHeld(id);
      return true;
    },
    {
      problem: "inline",
      refresh: [membersQuery.queryKey, openInvitations.queryKey, ["conversations"], ["conversation"], ["counts"]],
      done: () => ({ text: t("members.removed", { name }) }),
    },
  );
  return (
    <FormDialog
      title={t("members.removeTitle", { name })}
      onClose={onClose}
      onSubmit={async () => (await remove.run()) !== undefined && onClose()}
      busy={remove.busy}
      problem={remove.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="submit" tone="danger" busy={remove.busy}>
            {t("members.remove")}
          </Button>
        </>
      }
    >
      <p>{t("members.removeAbout")}</p>
      {held !== undefined && <p role="status">{t(held.isMore ? "members.removeMore" : "members.removeHolds", { count: held.count })}</p>}
      {held !== undefined && held.count > 0 && mayAssign && (
        <>
          <Check label={t("members.removeRelease")} checked={releases} onChange={setReleases} />
          <p className={ink.secondary}>{t("members.removeKeep")}</p>
        </>
      )}
    </FormDialog>
  );
}
