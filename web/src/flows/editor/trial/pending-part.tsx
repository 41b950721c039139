import { useState } from "react";
import type { RoomBlock } from "../../../../../flow/block-types.ts";
import type { Effect, EffectResult } from "../../../../../flow/run.ts";
import { api, unwrap } from "../../../api/client.ts";
import type { paths } from "../../../api/schema.generated.ts";
import { useLocale } from "../../../text/locale.tsx";
import { Button } from "../../../ui/button.tsx";
import { TextField } from "../../../ui/field.tsx";
import { Problem } from "../../../ui/form.tsx";
import { useAct } from "../../../ui/use-act.ts";
import { useWords } from "../../words/words.ts";
import { useEditor } from "../editor-context.ts";
import { TextArea } from "../inspector/text-area.tsx";
import styles from "./trial.module.css";

interface PendingPartProps {
  effect: Effect;
  rooms: readonly RoomBlock[];
  onDone: (result: EffectResult) => void;
}

/** What the outside would answer: said by hand, or really asked. */
export function PendingPart({ effect, rooms, onDone }: PendingPartProps) {
  const t = useWords();
  const { language } = useLocale();
  if (effect.do === "request") return <RequestPart effect={effect} onDone={onDone} />;
  const exits: { label: string; result: EffectResult }[] =
    effect.do === "hours"
      ? [
          { label: t("flow.exit.open"), result: { ok: true, exit: "open" } },
          { label: t("flow.exit.closed"), result: { ok: true, exit: "closed" } },
        ]
      : effect.do === "room"
        ? [
            ...(rooms.find(({ id }) => id === effect.roomBlock)?.exits ?? [{ exit: "next", label: null }]).map(({ exit, label }) => ({
              label: label?.[language] ?? t("flow.exit.next"),
              result: { ok: true, exit } as const,
            })),
            { label: t("flow.exit.failed"), result: { ok: false, reason: "by_hand" } },
          ]
        : [
            { label: t("flow.exit.next"), result: { ok: true } },
            { label: t("flow.exit.failed"), result: { ok: false, reason: "by_hand" } },
          ];
  return (
    <div className={styles.pending}>
      <p>{t("flow.trial.waits")}</p>
      <div className={styles.acts}>
        {exits.map(({ label, result }) => (
          <Button key={label} size="small" onClick={() => onDone(result)}>
            {label}
          </Button>
        ))}
      </div>
    </div>
  );
}

type Method = paths["/api/v1/flows/{flowId}/try-request"]["post"]["requestBody"]["content"]["application/json"]["method"];

function RequestPart({ effect, onDone }: { effect: Extract<Effect, { do: "request" }>; onDone: (result: EffectResult) => void }) {
  const t = useWords();
  const { flow } = useEditor();
  const [status, setStatus] = useState("200");
  const [body, setBody] = useState('{ "ok": true }');
  const call = useAct(
    t,
    () => {
      const { method, url, headers, body: sent, credentialId, timeoutSeconds } = effect;
      // The document's schema knows these methods alone.
      const request = {
        method: method as Method,
        url,
        headers: [...headers],
        body: sent,
        credentialId,
        timeoutSeconds: Math.min(timeoutSeconds, 60),
      };
      const params = { path: { flowId: flow.id } };
      return unwrap(api.POST("/api/v1/flows/{flowId}/try-request", { params, body: request }));
    },
    { problem: "inline" },
  );
  async function really() {
    const answer = await call.run();
    if (answer === undefined) return;
    onDone(answer.ok ? { ok: true, value: answer.value } : { ok: false, reason: answer.reason ?? "failed", value: answer.value });
  }
  function byHand() {
    const number = Number(status);
    const value = { status: number, body: parsed(body) };
    onDone(number >= 200 && number < 300 ? { ok: true, value } : { ok: false, reason: `status_${number}`, value });
  }
  return (
    <div className={styles.pending}>
      <p>
        <b>{effect.method}</b> {effect.url}
      </p>
      <TextField label={t("flow.trial.status")} inputMode="numeric" value={status} onChange={({ target }) => setStatus(target.value)} />
      <TextArea label={t("flow.trial.answer")} rows={3} isCode value={body} onChange={setBody} />
      <Problem problem={call.problem} />
      <div className={styles.acts}>
        <Button size="small" onClick={byHand}>
          {t("flow.trial.byHand")}
        </Button>
        <Button size="small" busy={call.busy} onClick={() => void really()}>
          {t("flow.trial.really")}
        </Button>
      </div>
    </div>
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
