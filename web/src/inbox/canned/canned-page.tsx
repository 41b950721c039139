import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "../../api/client.ts";
import { SettingsPage } from "../../shell/settings-page.tsx";
import { Button } from "../../ui/button.tsx";
import { Chip } from "../../ui/chip.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Pencil, Trash2 } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { LoadError } from "../../ui/load-error.tsx";
import { useAct } from "../../ui/use-act.ts";
import { queuesQuery } from "../queries.ts";
import { CannedDialog } from "./canned-dialog.tsx";
import styles from "./canned-page.module.css";
import { type CannedReply, cannedQuery } from "./queries.ts";
import { useWords } from "./words/words.ts";

const refresh = [["canned-replies"]];

/** Replies that are written once and sent often: one's own, and those of queues and everybody. */
export function CannedPage() {
  const t = useWords();
  const { data, error, refetch } = useQuery(cannedQuery);
  const queues = useQuery(queuesQuery).data?.items ?? [];
  const [edited, setEdited] = useState<CannedReply | "new" | null>(null);
  const restore = useAct(t, (reply: CannedReply) => unwrap(api.POST("/api/v1/canned-replies", { body: bodyOf(reply) })), { refresh });
  const remove = useAct(
    t,
    ({ id }: CannedReply) => unwrap(api.DELETE("/api/v1/canned-replies/{replyId}", { params: { path: { replyId: id } } })),
    { refresh, done: (_, reply) => ({ text: t("canned.removed", { name: reply.name }), undo: () => void restore.run(reply) }) },
  );
  const scopeOf = ({ scope, queueId }: CannedReply) =>
    scope === "queue" ? t("canned.ofQueue", { name: queues.find(({ id }) => id === queueId)?.name ?? "…" }) : t(`canned.${scope}`);
  return (
    <SettingsPage
      title={t("canned.title")}
      act={
        <Button tone="primary" size="small" onClick={() => setEdited("new")}>
          {t("canned.write")}
        </Button>
      }
    >
      <div className={styles.page}>
        <p className={ink.secondary}>{t("canned.about")}</p>
        {error !== null && data === undefined && <LoadError error={error} onRetry={() => void refetch()} />}
        {data?.items.length === 0 && <p className={ink.secondary}>{t("canned.none")}</p>}
        <ul className={styles.lines}>
          {data?.items.map((reply) => (
            <li key={reply.id}>
              <span className={ink.medium}>/{reply.name}</span>
              <span className={styles.text}>{reply.text}</span>
              <Chip outline>{scopeOf(reply)}</Chip>
              <span className={ink.quiet}>{t("canned.uses", { count: reply.uses })}</span>
              {reply.mayChange && (
                <>
                  <IconButton label={t("canned.edit", { name: reply.name })} onClick={() => setEdited(reply)}>
                    <Pencil size={14} />
                  </IconButton>
                  <IconButton label={t("canned.remove", { name: reply.name })} onClick={() => void remove.run(reply)}>
                    <Trash2 size={14} />
                  </IconButton>
                </>
              )}
            </li>
          ))}
        </ul>
      </div>
      {edited !== null && <CannedDialog reply={edited === "new" ? null : edited} queues={queues} onClose={() => setEdited(null)} />}
    </SettingsPage>
  );
}

/** The same as the server takes it. */
function bodyOf({ scope, queueId, name, text, language }: CannedReply) {
  const common = { name, text, language };
  return scope === "queue" && queueId !== null
    ? { ...common, scope, queueId }
    : { ...common, scope: scope === "own" ? ("own" as const) : ("everybody" as const) };
}
