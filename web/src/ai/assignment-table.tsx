import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api, unwrap } from "../api/client.ts";
import { channelsQuery } from "../channels/queries.ts";
import { useMay } from "../shell/session.tsx";
import { channelName } from "../ui/channel-mark.tsx";
import ink from "../ui/ink.module.css";
import { Select } from "../ui/input.tsx";
import { useAct } from "../ui/use-act.ts";
import styles from "./ai.module.css";
import { PERSONAS } from "./document-editor.tsx";
import { type Agent, type Assignment, assignmentsQuery } from "./queries.ts";
import { useWords } from "./words/words.ts";

/** Which agent serves people of each persona on each kind of channel that the workspace has. */
export function AssignmentTable({ agents }: { agents: readonly Agent[] }) {
  const t = useWords();
  const mayWrite = useMay("ai.write");
  const lines = useQuery(assignmentsQuery).data?.items ?? [];
  const channels = useQuery(channelsQuery).data?.items ?? [];
  const save = useAct(t, (items: Assignment[]) => unwrap(api.PUT("/api/v1/ai-assignments", { body: { items } })), {
    refresh: [["ai", "assignments"]],
  });
  const kinds = [...new Set([...channels.map(({ kind }) => kind), ...lines.map(({ channelKind }) => channelKind)])];
  const assign = ({ channelKind, persona }: Omit<Assignment, "agentId">, agentId: string) => {
    const others = lines.filter((line) => line.channelKind !== channelKind || line.persona !== persona);
    void save.run(agentId === "" ? others : [...others, { channelKind, persona, agentId }]);
  };
  return (
    <section className={styles.page} aria-label={t("agents.table")}>
      <h2 className={ink.strong}>{t("agents.table")}</h2>
      <p className={ink.secondary}>
        {t("agents.tableText")} <Link to="/settings/entry-rules">{t("agents.entryRules")}</Link>
      </p>
      <div className={styles.table}>
        <table>
          <thead>
            <tr>
              <th />
              {PERSONAS.map((persona) => (
                <th key={persona} scope="col">
                  {t(`persona.${persona}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {kinds.map((channelKind) => (
              <tr key={channelKind}>
                <th scope="row">{channelName(channelKind)}</th>
                {PERSONAS.map((persona) => (
                  <td key={persona}>
                    <Select
                      aria-label={`${channelName(channelKind)}, ${t(`persona.${persona}`)}`}
                      disabled={!mayWrite || save.busy}
                      value={lines.find((line) => line.channelKind === channelKind && line.persona === persona)?.agentId ?? ""}
                      onChange={({ target }) => assign({ channelKind, persona }, target.value)}
                    >
                      <option value="">{t("agents.tableDefault")}</option>
                      {agents.map(({ id, name }) => (
                        <option key={id} value={id}>
                          {name}
                        </option>
                      ))}
                    </Select>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
