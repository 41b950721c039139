import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "../../api/client.ts";
import { membersQuery } from "../../team/queries.ts";
import { Button } from "../../ui/button.tsx";
import { Check } from "../../ui/check.tsx";
import { TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Pencil, Trash2 } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { useAct } from "../../ui/use-act.ts";
import { teamsQuery } from "../queries.ts";
import { useWords } from "../words/words.ts";
import styles from "./queues.module.css";

interface Team {
  id: string;
  name: string;
  memberIds: string[];
}

const refresh = [["desk"], ["queues"]];

/** People who serve queues together. */
export function TeamsPart() {
  const t = useWords();
  const teams = useQuery(teamsQuery).data?.items ?? [];
  const [edited, setEdited] = useState<Team | "new" | null>(null);
  const remove = useAct(t, (teamId: string) => unwrap(api.DELETE("/api/v1/desk/teams/{teamId}", { params: { path: { teamId } } })), {
    refresh,
  });
  return (
    <section className={styles.block} aria-label={t("queues.teams")}>
      <h2>{t("queues.teams")}</h2>
      {teams.length === 0 && <p className={ink.secondary}>{t("teams.none")}</p>}
      <ul className={styles.lines}>
        {teams.map((team) => (
          <li key={team.id}>
            <b>{team.name}</b> <span className={ink.secondary}>{t("queues.people", { count: team.memberIds.length })}</span>
            <IconButton label={t("teams.edit", { name: team.name })} onClick={() => setEdited(team)}>
              <Pencil size={14} />
            </IconButton>
            <IconButton label={t("teams.remove", { name: team.name })} onClick={() => void remove.run(team.id)}>
              <Trash2 size={14} />
            </IconButton>
          </li>
        ))}
      </ul>
      <Button size="small" onClick={() => setEdited("new")}>
        {t("teams.add")}
      </Button>
      {edited !== null && <TeamDialog team={edited === "new" ? null : edited} onClose={() => setEdited(null)} />}
    </section>
  );
}

function TeamDialog({ team, onClose }: { team: Team | null; onClose: () => void }) {
  const t = useWords();
  const members = useQuery(membersQuery).data?.items ?? [];
  const [name, setName] = useState(team?.name ?? "");
  const [memberIds, setMemberIds] = useState(team?.memberIds ?? []);
  const save = useAct(
    t,
    () =>
      team === null
        ? unwrap(api.POST("/api/v1/desk/teams", { body: { name: name.trim(), memberIds } }))
        : unwrap(api.PUT("/api/v1/desk/teams/{teamId}", { params: { path: { teamId: team.id } }, body: { name: name.trim(), memberIds } })),
    { problem: "inline", refresh },
  );
  async function submit() {
    if (name.trim() === "") return save.setProblem(t("queues.nameMissing"));
    if ((await save.run()) !== undefined) onClose();
  }
  return (
    <FormDialog
      title={t(team === null ? "teams.add" : "teams.change")}
      onClose={onClose}
      onSubmit={submit}
      busy={save.busy}
      problem={save.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("desk.cancel")}</Button>
          <Button type="submit" tone="primary" busy={save.busy}>
            {t("queues.save")}
          </Button>
        </>
      }
    >
      <TextField label={t("queues.name")} value={name} maxLength={80} onChange={(event) => setName(event.target.value)} />
      {members.map((member) => (
        <Check
          key={member.id}
          middle
          label={member.name}
          checked={memberIds.includes(member.id)}
          onChange={(isIn) => setMemberIds(isIn ? [...memberIds, member.id] : memberIds.filter((id) => id !== member.id))}
        />
      ))}
    </FormDialog>
  );
}
