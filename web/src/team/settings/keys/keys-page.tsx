import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "../../../api/client.ts";
import { useLocale } from "../../../text/locale.tsx";
import { ago, stamp } from "../../../text/times.ts";
import { Button } from "../../../ui/button.tsx";
import { Chip } from "../../../ui/chip.tsx";
import { classes } from "../../../ui/classes.ts";
import { FormDialog } from "../../../ui/form.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { Plus, RefreshCw, Trash2 } from "../../../ui/icons.generated.ts";
import ink from "../../../ui/ink.module.css";
import { LoadError } from "../../../ui/load-error.tsx";
import { useAct } from "../../../ui/use-act.ts";
import { useNow } from "../../../ui/use-now.ts";
import { type ApiKey, keyList } from "../queries.ts";
import { useNameOfRight } from "../roles/words/words.ts";
import styles from "../settings.module.css";
import { useWords } from "../words/words.ts";
import { MakeKeyDialog } from "./make-key-dialog.tsx";
import { RotateKeyDialog } from "./rotate-key-dialog.tsx";

/** Keys for programs: made, looked through, revoked. */
export function KeysPage() {
  const t = useWords();
  const { data, error, refetch } = useQuery(keyList);
  const [opened, setOpened] = useState<"make" | { act: "rotate" | "revoke"; apiKey: ApiKey } | null>(null);
  const close = () => setOpened(null);
  return (
    <div className={styles.page}>
      <p className={ink.secondary}>{t("keys.about")}</p>
      <div>
        <Button tone="primary" onClick={() => setOpened("make")}>
          <Plus size={16} /> {t("keys.make")}
        </Button>
      </div>
      {error !== null && data === undefined && <LoadError error={error} onRetry={() => void refetch()} />}
      {data?.items.length === 0 && <p className={ink.secondary}>{t("keys.none")}</p>}
      <ul className={styles.lines} aria-label={t("section.keys")}>
        {data?.items.map((key) => (
          <KeyLine key={key.id} apiKey={key} onAct={(act) => setOpened({ act, apiKey: key })} />
        ))}
      </ul>
      {opened === "make" && <MakeKeyDialog offered={data?.scopes ?? []} onClose={close} />}
      {opened !== null && opened !== "make" && opened.act === "rotate" && <RotateKeyDialog apiKey={opened.apiKey} onClose={close} />}
      {opened !== null && opened !== "make" && opened.act === "revoke" && <RevokeDialog apiKey={opened.apiKey} onClose={close} />}
    </div>
  );
}

function KeyLine({ apiKey, onAct }: { apiKey: ApiKey; onAct: (act: "rotate" | "revoke") => void }) {
  const t = useWords();
  const nameOf = useNameOfRight();
  const { language, timeZone } = useLocale();
  const now = useNow();
  const { name, prefix, scopes, createdAt, expiresAt, lastUsedAt, formerUntil } = apiKey;
  const when = (iso: string) => stamp(iso, now, t, language, timeZone);
  const isOver = expiresAt !== null && Date.parse(expiresAt) < now;
  const validity = expiresAt === null ? t("keys.forever") : t(isOver ? "keys.ended" : "keys.until", { when: when(expiresAt) });
  const used = lastUsedAt === null ? t("keys.unused") : t("keys.used", { when: ago(now - Date.parse(lastUsedAt), t) });
  const former = formerUntil === null ? [] : [t("keys.formerUntil", { when: when(formerUntil) })];
  return (
    <li>
      <span className={styles.what}>
        <span>
          {name} <span className={classes(ink.mono, ink.secondary)}>{prefix}…</span>
        </span>
        <span className={classes(ink.small, ink.secondary)}>
          {[t("keys.facts", { made: when(createdAt) }), validity, used, ...former].join(" · ")}
        </span>
      </span>
      <Chip outline title={scopes.map((scope) => nameOf(scope)).join("\n")}>
        {t("keys.may", { count: scopes.length })}
      </Chip>
      {!isOver && (
        <IconButton label={t("keys.rotate", { name })} onClick={() => onAct("rotate")}>
          <RefreshCw size={14} />
        </IconButton>
      )}
      <IconButton label={t("keys.revoke", { name })} onClick={() => onAct("revoke")}>
        <Trash2 size={14} />
      </IconButton>
    </li>
  );
}

function RevokeDialog({ apiKey: { id, name }, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const t = useWords();
  const revoke = useAct(t, () => unwrap(api.DELETE("/api/v1/api-keys/{keyId}", { params: { path: { keyId: id } } })), {
    problem: "inline",
    refresh: [keyList.queryKey],
    done: () => ({ text: t("keys.revoked") }),
  });
  return (
    <FormDialog
      title={t("keys.revokeTitle", { name })}
      onClose={onClose}
      onSubmit={async () => (await revoke.run()) !== undefined && onClose()}
      busy={revoke.busy}
      problem={revoke.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="submit" tone="danger" busy={revoke.busy}>
            {t("keys.revokeDo")}
          </Button>
        </>
      }
    >
      <p>{t("keys.revokeAbout")}</p>
    </FormDialog>
  );
}
