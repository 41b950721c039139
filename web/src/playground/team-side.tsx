import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { Composer, type ComposerHandle } from "../inbox/composer/composer.tsx";
import { toConversation } from "../inbox/paths.ts";
import { useConversation } from "../inbox/queries.ts";
import thread from "../inbox/thread.module.css";
import { ThreadHeader } from "../inbox/thread.tsx";
import { Timeline } from "../inbox/timeline.tsx";
import { useConversationActions } from "../inbox/use-conversation-actions.ts";
import { Blank } from "../ui/blank.tsx";
import { Button } from "../ui/button.tsx";
import { Eye, MessagesSquare } from "../ui/icons.generated.ts";
import ink from "../ui/ink.module.css";
import { Spacer } from "../ui/spacer.tsx";
import { InsidePanel } from "./inside-panel.tsx";
import styles from "./playground-page.module.css";
import { talksQuery } from "./queries.ts";
import type { Person } from "./use-phone.ts";
import { useWords } from "./words/words.ts";

/** At the right: the same conversation as the team has it, and what happens inside. */
export function TeamSide({ conversationId }: { conversationId: string | undefined }) {
  const t = useWords();
  const navigate = useNavigate();
  const actions = useConversationActions();
  const { data: conversation } = useConversation(conversationId);
  const composer = useRef<ComposerHandle>(null);
  const [snoozeOpen, setSnoozeOpen] = useState(false);
  return (
    <section className={styles.team} aria-label={t("playground.team")}>
      {conversation === undefined ? (
        <div className={thread.thread}>
          <Blank icon={<MessagesSquare size={20} />} title={t("playground.team")} text={t("playground.waiting")} />
        </div>
      ) : (
        <>
          <ThreadHeader
            conversation={conversation}
            actions={actions}
            snoozeOpen={snoozeOpen}
            onSnoozeOpen={setSnoozeOpen}
            onResolve={() => void actions.resolve(conversation)}
          />
          <div className={styles.coach}>
            <Eye size={14} />
            <span className={ink.oneLine}>{t("playground.openInbox")}</span>
            <Spacer />
            <Button size="small" onClick={() => void navigate(toConversation(conversation.id, { view: "all" }))}>
              {t("playground.inInbox")}
            </Button>
          </div>
          <div className={thread.thread}>
            <Timeline
              key={conversation.id}
              conversation={conversation}
              onQuote={(message) => composer.current?.quote(message)}
              onTemplate={() => composer.current?.openTemplates()}
            />
            <Composer
              key={`composer ${conversation.id}`}
              ref={composer}
              conversation={conversation}
              onResolve={() => void actions.resolve(conversation)}
            />
          </div>
        </>
      )}
      <InsidePanel conversationId={conversationId} />
    </section>
  );
}

/** The person's conversation, once they have written. */
export function useConversationOf(channelId: string | undefined, person: Person): string | undefined {
  const { data } = useQuery({ ...talksQuery(channelId), enabled: channelId !== undefined });
  // An SMS knows no name, only the number.
  const isPerson = ({ name, address }: { name: string; address: string | null }) =>
    name === person.name || (person.waId !== undefined && address === `+${person.waId}`);
  return data?.items.find(({ contact }) => isPerson(contact))?.id;
}
