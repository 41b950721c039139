import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { toContact } from "../contacts/paths.ts";
import { toConversation } from "../inbox/paths.ts";
import { useLocale } from "../text/locale.tsx";
import { stamp } from "../text/times.ts";
import { Button } from "../ui/button.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { useNow } from "../ui/use-now.ts";
import styles from "./campaigns.module.css";
import { type Campaign, type Recipient, type RecipientState, type Results, recipientList } from "./queries.ts";
import { sayReason } from "./texts.ts";
import { useWords } from "./words/words.ts";

const STATES = ["pending", "sent", "delivered", "read", "replied", "failed", "opted_out", "left_out"] as const;
const ALL = "all";

/** Everybody whom the campaign is for, with what became of each. */
export function Recipients({ campaign, states }: { campaign: Campaign; states: Results["states"] | undefined }) {
  const t = useWords();
  const [state, setState] = useState<RecipientState | typeof ALL>(ALL);
  const list = useInfiniteQuery(recipientList(campaign.id, state === ALL ? null : state));
  const items = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const tabs = [
    { id: ALL as RecipientState | typeof ALL, label: t("recipient.all") },
    ...STATES.filter((one) => (states?.[one] ?? 0) > 0).map((id) => ({ id, label: t(`recipient.${id}`), count: states?.[id] })),
  ];
  return (
    <section aria-label={t("recipient.title")}>
      <Tabs label={t("recipient.title")} tabs={tabs} selected={state} onSelect={setState} />
      <div className={styles.tableBox}>
        <table className={styles.table} aria-label={t("recipient.title")}>
          <thead>
            <tr>
              <th>{t("recipient.person")}</th>
              {campaign.variants.length > 1 && <th>{t("texts.text")}</th>}
              <th>{t("campaigns.state")}</th>
              <th>{t("campaigns.when")}</th>
              <th>{t("recipient.reply")}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((one) => (
              <Line key={one.contactId} one={one} showsText={campaign.variants.length > 1} />
            ))}
          </tbody>
        </table>
      </div>
      {list.isSuccess && items.length === 0 && <p className={styles.hint}>{t("recipient.none")}</p>}
      {list.hasNextPage && (
        <Button size="wide" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t("campaigns.more")}
        </Button>
      )}
    </section>
  );
}

function Line({ one, showsText }: { one: Recipient; showsText: boolean }) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const now = useNow();
  const at = one.optedOutAt ?? one.repliedAt ?? one.failedAt ?? one.readAt ?? one.deliveredAt ?? one.sentAt;
  const isBad = one.state === "failed" || one.state === "opted_out";
  return (
    <tr>
      <td>
        <Link {...toContact(one.contactId)}>{one.name === "" ? t("recipient.noName") : one.name}</Link>
      </td>
      {showsText && <td>{one.variant}</td>}
      <td className={isBad ? styles.bad : undefined}>{t(`recipient.${one.state}`)}</td>
      <td>{at === null ? "" : stamp(at, now, t, language, timeZone)}</td>
      <td>
        {one.replyText !== null ? (
          one.conversationId === null ? (
            `“${one.replyText}”`
          ) : (
            <Link {...toConversation(one.conversationId, { view: "all" })}>“{one.replyText}”</Link>
          )
        ) : (
          one.reason !== null && sayReason(one.reason, t)
        )}
      </td>
    </tr>
  );
}
