import { useState } from "react";
import { api, unwrap } from "../../api/client.ts";
import { ago, seconds } from "../../text/times.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { classes } from "../../ui/classes.ts";
import ink from "../../ui/ink.module.css";
import { Menu, MenuItem, MenuLabel } from "../../ui/menu.tsx";
import { useAct } from "../../ui/use-act.ts";
import { useNow } from "../../ui/use-now.ts";
import type { AgentState, Wall } from "../queries.ts";
import { useWords } from "../words/words.ts";
import styles from "./agents.module.css";
import { TICKET_KIND, useGiveTicket } from "./give-ticket.ts";
import { Load } from "./load.tsx";

const STATES: AgentState[] = ["online", "busy", "away", "offline"];

/** Who is there, how much they have to do. A ticket that is dropped on somebody is theirs. */
export function Agents({ wall }: { wall: Wall }) {
  const t = useWords();
  const there = wall.agents.filter(({ state }) => state !== "offline").length;
  return (
    <aside className={styles.agents} aria-label={t("wall.team")}>
      <h2>
        {t("wall.team")} <span className={ink.secondary}>{t("wall.there", { there, of: wall.agents.length })}</span>
        <span className={classes(ink.secondary, styles.right)}>{t("wall.load")}</span>
      </h2>
      <ul>
        {wall.agents.map((agent) => (
          <Agent key={agent.id} agent={agent} queues={wall.queues} />
        ))}
      </ul>
    </aside>
  );
}

function Agent({ agent, queues }: { agent: Wall["agents"][number]; queues: Wall["queues"] }) {
  const t = useWords();
  const now = useNow();
  const give = useGiveTicket();
  const [over, setOver] = useState(false);
  const { id, name, state, reason, since, load, ceiling } = agent;
  const change = useAct(
    t,
    (to: AgentState) =>
      unwrap(api.PUT("/api/v1/desk/agents/{memberId}/presence", { params: { path: { memberId: id } }, body: { state: to } })),
    { refresh: [["desk", "wall"]] },
  );
  const theirs = queues.filter((queue) => agent.queueIds.includes(queue.id)).map((queue) => queue.name);
  const word = reason ?? t(`agent.${state}`);
  const drop = (event: React.DragEvent) => {
    event.preventDefault();
    setOver(false);
    const ticketId = event.dataTransfer.getData(TICKET_KIND);
    if (ticketId !== "") void give.run({ ticketId, memberId: id, name });
  };
  return (
    <li
      className={classes(styles.agent, over && styles.dropping)}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(TICKET_KIND)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Menu
        align="start"
        trigger={
          <button type="button" className={styles.agentWho} aria-label={t("wall.agentMenu", { name, state: word })}>
            <span className={styles.face}>
              <Avatar name={name} size={32} />
              <i className={classes(styles.dot, styles[state])} />
            </span>
            <span className={styles.agentWords}>
              <span className={classes(ink.medium, ink.oneLine)}>{name}</span>
              <span className={classes(ink.small, ink.secondary, ink.oneLine)}>
                {[
                  theirs.join(", "),
                  since === null || state === "online" ? word : `${word}, ${ago(Math.max(0, now - Date.parse(since)), t)}`,
                ]
                  .filter((part) => part !== "")
                  .join(" · ")}
              </span>
            </span>
          </button>
        }
      >
        <MenuLabel>{name}</MenuLabel>
        {STATES.map((one) => (
          <MenuItem key={one} checked={one === state} onSelect={() => void change.run(one)}>
            {t(`agent.${one}`)}
          </MenuItem>
        ))}
      </Menu>
      <span className={styles.agentLoad}>
        <Load used={load} of={ceiling} />
        <span className={classes(ink.small, ink.secondary, ink.figures)}>
          {agent.handlingSeconds === null
            ? t("wall.loadOf", { load, of: ceiling })
            : t("wall.handlingOf", { time: seconds(agent.handlingSeconds) })}
        </span>
      </span>
    </li>
  );
}
