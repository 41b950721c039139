import { useQuery } from "@tanstack/react-query";
import { api, unwrap } from "../../api/client.ts";
import { membersQuery } from "../../team/queries.ts";
import { Check } from "../../ui/check.tsx";
import ink from "../../ui/ink.module.css";
import { useAct } from "../../ui/use-act.ts";
import { type Queue, teamsQuery } from "../queries.ts";
import { useWords } from "../words/words.ts";
import styles from "./queues.module.css";

/** Who serves it: teams, and people by themselves. It holds at once: whoever is added sees the queue. */
export function StaffPart({ queue }: { queue: Queue }) {
  const t = useWords();
  const members = useQuery(membersQuery).data?.items ?? [];
  const teams = useQuery(teamsQuery).data?.items ?? [];
  const { memberIds, teamIds } = queue.staff;
  const set = useAct(
    t,
    (body: { memberIds: string[]; teamIds: string[] }) =>
      unwrap(api.PUT("/api/v1/queues/{queueId}/members", { params: { path: { queueId: queue.id } }, body })),
    { refresh: [["desk"], ["queues"]] },
  );
  const toggled = (ids: string[], id: string) => (ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id]);
  return (
    <>
      {teams.length > 0 && (
        <fieldset className={styles.group}>
          <legend>{t("queues.teams")}</legend>
          {teams.map(({ id, name, memberIds: people }) => (
            <Check
              key={id}
              middle
              label={`${name} (${t("queues.people", { count: people.length })})`}
              checked={teamIds.includes(id)}
              onChange={() => void set.run({ memberIds, teamIds: toggled(teamIds, id) })}
            />
          ))}
        </fieldset>
      )}
      <fieldset className={styles.group}>
        <legend>{t("queues.members")}</legend>
        {members.map(({ id, name, role }) => (
          <Check
            key={id}
            middle
            label={`${name} · ${role}`}
            checked={memberIds.includes(id)}
            onChange={() => void set.run({ memberIds: toggled(memberIds, id), teamIds })}
          />
        ))}
        <p className={ink.secondary}>{t("queues.staffHint")}</p>
      </fieldset>
    </>
  );
}
