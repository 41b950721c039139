import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMay } from "../shell/session.tsx";
import { Button } from "../ui/button.tsx";
import { Plus } from "../ui/icons.generated.ts";
import { Verdict } from "./calibration/verdict.tsx";
import { useRescore } from "./deal-acts.ts";
import { DealCard } from "./deal-card.tsx";
import { DealDialog } from "./deal-dialog.tsx";
import styles from "./leads.module.css";
import { dealsAbout, leadQuery } from "./queries.ts";
import { ScoreHistory, ScoreParts } from "./score-parts.tsx";
import { useWords } from "./words/words.ts";

interface LeadSectionProps {
  /** Of the open conversation; absent on the contact's own page. */
  conversationId?: string;
  contactId: string;
}

/** How warm the person is and why, and what is being sold to them. */
export function LeadSection({ conversationId, contactId }: LeadSectionProps) {
  const t = useWords();
  const mayWrite = useMay("leads.write");
  const isTalk = conversationId !== undefined;
  const { data: lead } = useQuery(leadQuery(contactId));
  const deals = useQuery(dealsAbout({ contactId })).data?.items ?? [];
  const [isNew, setNew] = useState(false);
  const rescore = useRescore(contactId);
  if (lead == null && deals.length === 0 && !mayWrite) return null;
  const Heading = isTalk ? "h3" : "h2";
  return (
    <section className={isTalk ? styles.inPanel : styles.onPage} aria-label={t("nav.leads")}>
      <Heading>{t("nav.leads")}</Heading>
      {lead != null && (
        <>
          <ScoreParts lead={lead} />
          <details>
            <summary>{t("lead.history")}</summary>
            <ScoreHistory lead={lead} />
            {mayWrite && (
              <Button size="small" busy={rescore.busy} onClick={() => void rescore.run()}>
                {t("lead.rescore")}
              </Button>
            )}
          </details>
        </>
      )}
      <Verdict contactId={contactId} mayJudge={mayWrite} />
      {deals.length > 0 && (
        <ul className={styles.cards}>
          {deals.map((deal) => (
            <li key={deal.id}>
              <DealCard deal={deal} showsStage />
            </li>
          ))}
        </ul>
      )}
      {mayWrite && (
        <Button size="small" onClick={() => setNew(true)}>
          <Plus size={14} /> {t("deals.new")}
        </Button>
      )}
      {isNew && <DealDialog known={isTalk ? { conversationId } : { contactId }} onClose={() => setNew(false)} />}
    </section>
  );
}
