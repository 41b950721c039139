import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { toContact } from "../contacts/paths.ts";
import { toConversation } from "../inbox/paths.ts";
import { useMay } from "../shell/session.tsx";
import { useLocale } from "../text/locale.tsx";
import { Button } from "../ui/button.tsx";
import { Chip } from "../ui/chip.tsx";
import { Fact, Facts } from "../ui/facts.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { X } from "../ui/icons.generated.ts";
import { LoadError } from "../ui/load-error.tsx";
import { Skeleton, SkeletonBar } from "../ui/skeleton.tsx";
import { Spacer } from "../ui/spacer.tsx";
import { useNoteDeal } from "./deal-acts.ts";
import { DealDialog } from "./deal-dialog.tsx";
import styles from "./leads.module.css";
import { type DealDetail, dealQuery, leadQuery } from "./queries.ts";
import { ScoreParts } from "./score-parts.tsx";
import { dayText, moneyText, whenText } from "./texts.ts";
import { useWords } from "./words/words.ts";

/** One deal beside the board: what it is worth, with whom, what comes next, how warm they are, and what happened. */
export function DealPanel({ dealId, onClose }: { dealId: string; onClose: () => void }) {
  const t = useWords();
  const { data, isPending, isError, error, refetch } = useQuery(dealQuery(dealId));
  return (
    <aside className={styles.panel} aria-label={t("deal.one")}>
      <div className={styles.head}>
        <h2>{data?.title ?? t("deal.one")}</h2>
        <Spacer />
        <IconButton label={t("deal.close")} onClick={onClose}>
          <X size={16} />
        </IconButton>
      </div>
      {isPending && (
        <Skeleton>
          <SkeletonBar width="60%" top={12} />
        </Skeleton>
      )}
      {isError && <LoadError error={error} onRetry={() => void refetch()} />}
      {data !== undefined && <Opened deal={data} />}
    </aside>
  );
}

function Opened({ deal }: { deal: DealDetail }) {
  const t = useWords();
  const { language } = useLocale();
  const mayWrite = useMay("leads.write");
  const { data: lead } = useQuery(leadQuery(deal.contact.id));
  const [isChanging, setChanging] = useState(false);
  const { stage, valueCents, currency, probability, owner, nextStep, nextStepOn, lostReason, contact, conversationId, messageId } = deal;
  return (
    <>
      <div className={styles.head}>
        <b className={styles.value}>{moneyText(valueCents, currency, language)}</b>
        <Chip outline>{stage.name}</Chip>
        {deal.isStale && <Chip tone="warn">{t("deals.isStale")}</Chip>}
      </div>
      <Facts>
        <Fact name={t("deal.contact")}>
          <Link {...toContact(contact.id)}>{contact.name ?? t("deals.noName")}</Link>
        </Fact>
        <Fact name={t("deal.owner")}>{owner?.name ?? t("deal.nobody")}</Fact>
        <Fact name={t("deal.chance")}>{probability} %</Fact>
        {nextStep !== "" && (
          <Fact name={t("deal.nextStep")}>
            {nextStep}
            {nextStepOn !== null && ` · ${dayText(nextStepOn, language)}`}
          </Fact>
        )}
        {lostReason !== null && <Fact name={t("deal.lostReason")}>{lostReason}</Fact>}
      </Facts>
      <div className={styles.acts}>
        {mayWrite && (
          <Button size="small" onClick={() => setChanging(true)}>
            {t("deal.change")}
          </Button>
        )}
        {conversationId !== null && (
          <Link {...toConversation(conversationId, { view: "all" }, messageId ?? undefined)}>{t("deal.conversation")}</Link>
        )}
      </div>
      {lead != null && <ScoreParts lead={lead} />}
      <Activities deal={deal} mayWrite={mayWrite} />
      {isChanging && <DealDialog deal={deal} onClose={() => setChanging(false)} />}
    </>
  );
}

function Activities({ deal, mayWrite }: { deal: DealDetail; mayWrite: boolean }) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const [text, setText] = useState("");
  const note = useNoteDeal(deal.id);
  const keep = async () => {
    if ((await note.run(text)) !== undefined) setText("");
  };
  return (
    <section className={styles.onPage} aria-label={t("deal.history")}>
      <h3>{t("deal.history")}</h3>
      {mayWrite && (
        <form
          className={styles.note}
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim() !== "") void keep();
          }}
        >
          <textarea
            aria-label={t("deal.note")}
            placeholder={t("deal.note")}
            maxLength={4000}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
          <Button type="submit" size="small" busy={note.busy}>
            {t("deal.keepNote")}
          </Button>
        </form>
      )}
      <ol className={styles.history}>
        {deal.activities.map(({ id, at, kind, byName, text: said, detail }) => (
          <li key={id}>
            <span className={styles.meta}>
              {whenText(at, language, timeZone)} · {byName}
            </span>
            <span>
              {kind === "moved"
                ? t("activity.moved", { from: String(detail["from"]), to: String(detail["to"]) })
                : (said ?? t(`activity.${kind}`))}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
