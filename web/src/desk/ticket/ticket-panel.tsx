import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "../../api/client.ts";
import { useMay } from "../../shell/session.tsx";
import { useLocale } from "../../text/locale.tsx";
import { duration, stamp } from "../../text/times.ts";
import { Button } from "../../ui/button.tsx";
import { Chip } from "../../ui/chip.tsx";
import { classes } from "../../ui/classes.ts";
import { Fact, Facts } from "../../ui/facts.tsx";
import ink from "../../ui/ink.module.css";
import { useAct } from "../../ui/use-act.ts";
import { useNow } from "../../ui/use-now.ts";
import { type Ticket, ticketsOfQuery } from "../queries.ts";
import { useWords } from "../words/words.ts";
import { CloseDialog } from "./close-dialog.tsx";
import styles from "./ticket-panel.module.css";
import { TransferDialog } from "./transfer-dialog.tsx";

const TONES = { waiting: "warn", in_service: "accent", finished: "ok", abandoned: "danger", transferred: undefined } as const;

/** The ticket of the open conversation: protocol, place, promises, and what one does with it. */
export function TicketPanel({ conversationId }: { conversationId: string }) {
  const t = useWords();
  const { data } = useQuery(ticketsOfQuery(conversationId));
  const [dialog, setDialog] = useState<"transfer" | "close" | null>(null);
  const mayAct = useMay("desk.serve");
  const [ticket, ...earlier] = data?.items ?? [];
  const back = useAct(
    t,
    (ticketId: string) => unwrap(api.POST("/api/v1/tickets/{ticketId}/return", { params: { path: { ticketId } }, body: {} })),
    {
      refresh: [["desk"], ["conversation", conversationId], ["conversations"]],
    },
  );
  if (ticket === undefined) return null;
  const isOpen = ticket.endedAt === null;
  return (
    <section className={styles.section}>
      <h3>
        {t("ticket.title")} <span className={classes(ink.figures, ink.secondary)}>{ticket.protocol}</span>
      </h3>
      <TicketFacts ticket={ticket} />
      {isOpen && mayAct && (
        <div className={styles.acts}>
          <Button size="small" onClick={() => setDialog("transfer")}>
            {t("ticket.transfer")}
          </Button>
          {ticket.state === "in_service" && ticket.queue !== null && (
            <Button size="small" busy={back.busy} onClick={() => void back.run(ticket.id)}>
              {t("ticket.giveBack")}
            </Button>
          )}
          <Button size="small" onClick={() => setDialog("close")}>
            {t("ticket.close")}
          </Button>
        </div>
      )}
      {earlier.length > 0 && <Earlier tickets={earlier} />}
      {dialog === "transfer" && <TransferDialog ticket={ticket} onClose={() => setDialog(null)} />}
      {dialog === "close" && <CloseDialog ticket={ticket} onClose={() => setDialog(null)} />}
    </section>
  );
}

function TicketFacts({ ticket }: { ticket: Ticket }) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const now = useNow();
  const due = ticket.firstReplyAt === null ? ticket.firstResponseDueAt : ticket.resolutionDueAt;
  const left = due === null ? null : Date.parse(due) - now;
  return (
    <Facts>
      <Fact name={t("ticket.state")}>
        <Chip tone={TONES[ticket.state]}>{t(`ticket.state.${ticket.state}`)}</Chip>
        {ticket.position !== null && <span className={ink.secondary}> {t("ticket.position", { position: ticket.position })}</span>}
      </Fact>
      {ticket.queue !== null && <Fact name={t("ticket.queue")}>{ticket.queue.name}</Fact>}
      {ticket.agent !== null && <Fact name={t("ticket.agent")}>{ticket.agent.name}</Fact>}
      <Fact name={t("ticket.opened")}>{stamp(ticket.openedAt, now, t, language, timeZone)}</Fact>
      {ticket.endedAt === null && left !== null && (
        <Fact
          name={t(ticket.firstReplyAt === null ? "ticket.firstResponse" : "ticket.resolution")}
          className={classes(ink.figures, left < 0 && ink.danger)}
        >
          {left < 0 ? t("ticket.late", { time: duration(-left, t) }) : t("ticket.left", { time: duration(left, t) })}
        </Fact>
      )}
      {ticket.closeReason !== null && <Fact name={t("ticket.reason")}>{ticket.closeReason}</Fact>}
      {ticket.score !== null && (
        <Fact name={t("ticket.score")} aria-label={t("ticket.scoreOf", { score: ticket.score })}>
          {"★".repeat(ticket.score)}
          <span className={ink.quiet}>{"★".repeat(5 - ticket.score)}</span>
        </Fact>
      )}
    </Facts>
  );
}

function Earlier({ tickets }: { tickets: Ticket[] }) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const now = useNow();
  return (
    <details>
      <summary className={classes(ink.small, ink.secondary)}>{t("ticket.earlier", { count: tickets.length })}</summary>
      <ul className={styles.earlier}>
        {tickets.map((ticket) => (
          <li key={ticket.id} className={classes(ink.small, ink.secondary)}>
            {stamp(ticket.openedAt, now, t, language, timeZone)} · {t(`ticket.state.${ticket.state}`)}
            {ticket.agent !== null && ` · ${ticket.agent.name}`}
          </li>
        ))}
      </ul>
    </details>
  );
}
