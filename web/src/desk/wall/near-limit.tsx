import { Link } from "@tanstack/react-router";
import { seconds } from "../../text/times.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Button } from "../../ui/button.tsx";
import { classes } from "../../ui/classes.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { ArrowLeftRight } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { Menu, MenuItem, MenuLabel } from "../../ui/menu.tsx";
import { useNow } from "../../ui/use-now.ts";
import { toTalk } from "../paths.ts";
import type { Wall } from "../queries.ts";
import { useWords } from "../words/words.ts";
import styles from "./below.module.css";
import { TICKET_KIND, useGiveTicket, useTakeTicket } from "./give-ticket.ts";

const SHOWN = 8;

/** Whom we promised to answer next. Each is dragged to an agent, or given by the menu. */
export function NearLimit({ wall }: { wall: Wall }) {
  const t = useWords();
  return (
    <section className={styles.near} aria-label={t("wall.near")}>
      <h2>
        {t("wall.near")} <span className={ink.secondary}>{wall.nearLimit.length}</span>
      </h2>
      {wall.nearLimit.length === 0 && <p className={classes(styles.pad, ink.secondary)}>{t("wall.nearNone")}</p>}
      <ul>
        {wall.nearLimit.slice(0, SHOWN).map((one) => (
          <Near key={one.ticketId} one={one} agents={wall.agents} />
        ))}
      </ul>
    </section>
  );
}

function Near({ one, agents }: { one: Wall["nearLimit"][number]; agents: Wall["agents"] }) {
  const t = useWords();
  const now = useNow();
  const give = useGiveTicket();
  const take = useTakeTicket();
  const left = Math.round((Date.parse(one.dueAt) - now) / 1000);
  const tone = left < 0 ? ink.danger : left < 180 ? styles.soon : undefined;
  return (
    <li className={styles.nearLine} draggable onDragStart={(event) => event.dataTransfer.setData(TICKET_KIND, one.ticketId)}>
      <Avatar name={one.contact} size={28} />
      <Link {...toTalk(one.conversationId)} className={styles.nearWho}>
        <b className={ink.oneLine}>{one.contact}</b>
        <span className={classes(ink.small, ink.secondary, ink.oneLine)}>{one.text ?? one.protocol}</span>
      </Link>
      <span className={classes(ink.small, ink.secondary, ink.oneLine, styles.nearQueue)}>{one.queue}</span>
      <span className={classes(ink.figures, ink.medium, tone)}>{left < 0 ? `+${seconds(-left)}` : seconds(left)}</span>
      <Button size="small" busy={take.busy} onClick={() => void take.run(one)}>
        {t("wall.take")}
      </Button>
      <Menu
        trigger={
          <IconButton label={t("wall.giveTo", { name: one.contact })}>
            <ArrowLeftRight size={14} />
          </IconButton>
        }
      >
        <MenuLabel>{t("wall.giveHead")}</MenuLabel>
        {agents
          .filter(({ state }) => state !== "offline")
          .map(({ id, name, load, ceiling }) => (
            <MenuItem key={id} hint={`${load}/${ceiling}`} onSelect={() => void give.run({ ticketId: one.ticketId, memberId: id, name })}>
              {name}
            </MenuItem>
          ))}
      </Menu>
    </li>
  );
}
