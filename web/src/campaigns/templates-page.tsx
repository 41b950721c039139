import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "../api/client.ts";
import { channelKindsQuery } from "../channels/queries.ts";
import { accountsQuery, templatesQuery } from "../inbox/queries.ts";
import { useMay } from "../shell/session.tsx";
import { Blank } from "../ui/blank.tsx";
import { Button } from "../ui/button.tsx";
import { Chip } from "../ui/chip.tsx";
import { SelectField } from "../ui/field.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { FileText, Plus, RefreshCw, Trash2 } from "../ui/icons.generated.ts";
import { LoadError } from "../ui/load-error.tsx";
import { Page } from "../ui/page.tsx";
import { useAct } from "../ui/use-act.ts";
import styles from "./campaigns.module.css";
import { TemplateDialog } from "./template-dialog.tsx";
import { useWords } from "./words/words.ts";

const STATUSES = ["APPROVED", "PENDING", "REJECTED", "PAUSED", "DISABLED"] as const;
const TONES: Readonly<Record<string, "ok" | "warn" | "danger">> = {
  APPROVED: "ok",
  PENDING: "warn",
  REJECTED: "danger",
  PAUSED: "danger",
  DISABLED: "danger",
};
const refresh = [["templates"]];

/** Templates of an account: what they say, how the provider judged them, and the way to hand in another. */
export function TemplatesPage() {
  const t = useWords();
  const mayManage = useMay("channels.manage");
  const kinds = useQuery(channelKindsQuery).data?.items ?? [];
  const isReviewed = (kind: string) => kinds.some((one) => one.kind === kind && one.reviewsTemplates);
  const accounts = (useQuery(accountsQuery).data?.items ?? []).filter(({ kind }) => isReviewed(kind));
  const [chosen, setChosen] = useState<string | null>(null);
  const [isWriting, setWriting] = useState(false);
  const channelId = chosen ?? accounts[0]?.id ?? "";
  const list = useQuery({
    ...templatesQuery(channelId),
    enabled: channelId !== "",
    // What waits for a decision is asked about: it comes by webhook.
    refetchInterval: ({ state }) => (state.data?.items.some(({ status }) => status === "PENDING") === true ? 3_000 : false),
  });
  const path = { params: { path: { channelId } } };
  const sync = useAct(t, () => unwrap(api.POST("/api/v1/channels/{channelId}/templates/sync", path)), {
    refresh,
    done: ({ count }) => ({ text: t("templates.synced", { count }) }),
  });
  const remove = useAct(
    t,
    (templateId: string) =>
      unwrap(api.DELETE("/api/v1/channels/{channelId}/templates/{templateId}", { params: { path: { channelId, templateId } } })),
    { refresh, done: () => ({ text: t("templates.removed") }) },
  );
  const items = list.data?.items ?? [];
  return (
    <Page
      title={t("nav.templates")}
      act={
        mayManage &&
        channelId !== "" && (
          <>
            <Button size="small" busy={sync.busy} onClick={() => void sync.run()}>
              <RefreshCw size={14} /> {t("templates.sync")}
            </Button>
            <Button size="small" tone="primary" onClick={() => setWriting(true)}>
              <Plus size={14} /> {t("templates.new")}
            </Button>
          </>
        )
      }
      layers={isWriting && <TemplateDialog channelId={channelId} onClose={() => setWriting(false)} />}
    >
      {accounts.length > 1 && (
        <SelectField label={t("editor.channel")} value={channelId} onChange={({ target }) => setChosen(target.value)}>
          {accounts.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      )}
      {list.isError && items.length === 0 && <LoadError error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && items.length === 0 && (
        <Blank icon={<FileText size={20} />} title={t("templates.none")} text={t("templates.noneText")} />
      )}
      {items.length > 0 && (
        <div className={styles.tableBox}>
          <table className={styles.table} aria-label={t("nav.templates")}>
            <thead>
              <tr>
                <th>{t("campaigns.name")}</th>
                <th>{t("campaigns.state")}</th>
                <th>{t("templates.says")}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {items.map(({ id, name, language, category, status, statusReason, quality, components }) => (
                <tr key={id}>
                  <td>
                    {name}
                    <small>
                      {language} ·{" "}
                      {category === "UTILITY" ? t("templates.utility") : category === "MARKETING" ? t("templates.marketing") : category}
                    </small>
                  </td>
                  <td>
                    <Chip tone={TONES[status]}>{sayStatus(status, t)}</Chip>
                    {statusReason !== null && statusReason !== "NONE" && <small>{statusReason}</small>}
                    {quality !== null && <small>{t("templates.quality", { quality })}</small>}
                  </td>
                  <td>{String(components.find((one) => one["type"] === "BODY")?.["text"] ?? "")}</td>
                  <td>
                    {mayManage && (
                      <IconButton label={t("templates.remove", { name })} onClick={() => void remove.run(id)}>
                        <Trash2 size={14} />
                      </IconButton>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Page>
  );
}

function sayStatus(status: string, t: ReturnType<typeof useWords>): string {
  const known = STATUSES.find((one) => one === status);
  return known === undefined ? status.toLowerCase() : t(`templates.status.${known}`);
}
