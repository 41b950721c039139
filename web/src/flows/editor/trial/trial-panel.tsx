import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";
import type { RoomBlock } from "../../../../../flow/block-types.ts";
import type { Documents, Fact } from "../../../../../flow/run.ts";
import { wakeAt } from "../../../../../flow/step.ts";
import { variablesQuery } from "../../../inbox/canned/queries.ts";
import { useLocale } from "../../../text/locale.tsx";
import { Button } from "../../../ui/button.tsx";
import { channelName } from "../../../ui/channel-mark.tsx";
import { SelectField } from "../../../ui/field.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { RotateCcw, X } from "../../../ui/icons.generated.ts";
import ink from "../../../ui/ink.module.css";
import { type ActionFacts, channelKindsQuery, flowQuery } from "../../queries.ts";
import { useWords } from "../../words/words.ts";
import { type Lit, useEditor } from "../editor-context.ts";
import { linesOf } from "./lines.ts";
import { litBy } from "./lit-path.ts";
import { PendingPart } from "./pending-part.tsx";
import { StepBar } from "./step-bar.tsx";
import { Transcript } from "./transcript.tsx";
import styles from "./trial.module.css";
import { beginTrial, finish, type Ground, jumpTo, start, type Trial, tap, write } from "./trial.ts";
import { TrialComposer } from "./trial-composer.tsx";
import { VariablesPart } from "./variables-part.tsx";

interface TrialPanelProps {
  actions: readonly ActionFacts[];
  rooms: readonly RoomBlock[];
  onLit: (lit: Lit | null) => void;
  onClose: () => void;
}

/** The flow as it is drawn, played: the same steps as on the server, on any channel, at any time. */
export function TrialPanel({ actions, rooms, onLit, onClose }: TrialPanelProps) {
  const t = useWords();
  const client = useQueryClient();
  const { language, timeZone } = useLocale();
  const { flow, drawing } = useEditor();
  const kinds = useQuery(channelKindsQuery).data ?? [];
  const house = useQuery(variablesQuery).data?.items;
  const [kind, setKind] = useState("whatsapp_cloud");
  // A run keeps the drawing that it began with, as a published version would.
  const [pinned, setPinned] = useState(drawing.document);
  const fresh = (document = drawing.document): Trial => beginTrial({ id: flow.id, version: 1, document }, crypto.randomUUID(), Date.now());
  const [trial, setTrial] = useState<Trial>(() => fresh());
  const [shown, setShown] = useState<number | null>(null);
  const ground = useMemo<Ground>(() => {
    const documents: Documents = (flowId) => {
      if (flowId === flow.id) return { version: 1, document: pinned };
      const called = client.getQueryData(flowQuery(flowId).queryKey);
      return called === undefined ? null : { version: called.publishedVersion ?? 1, document: called.document };
    };
    const facts = Object.fromEntries((house ?? []).map(({ id, example }) => [id, example as Fact])); // examples are of the variables' own types
    return { documents, timeZone, facts };
  }, [client, flow.id, pinned, house, timeZone]);

  const at = shown ?? trial.steps.length;
  const steps = trial.steps.slice(0, at);
  useEffect(() => onLit(litBy(trial.steps.slice(0, at), flow.id, pinned)), [trial, at, flow.id, pinned, onLit]);
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (trial.steps.length > 0) end.current?.scrollIntoView({ block: "nearest" });
  }, [trial]);

  const go = (next: Trial) => {
    setShown(null);
    setTrial(next);
  };
  function again() {
    setPinned(drawing.document);
    go(fresh());
  }
  /** A called flow is fetched before the run goes into it. */
  async function bring(effectId: string, flowId: string) {
    const result = await client.fetchQuery(flowQuery(flowId)).then(
      () => ({ ok: true }) as const,
      () => ({ ok: false, reason: "not_found" }) as const,
    );
    go(finish(trial, effectId, result, ground));
  }
  const { pending, state } = trial;
  const wakes = wakeAt(state);
  const hasBegun = trial.steps.length > 0;
  const can = kinds.find((one) => one.kind === kind)?.capabilities ?? null;
  const time = (when: number) => new Intl.DateTimeFormat(language, { dateStyle: "short", timeStyle: "short", timeZone }).format(when);
  return (
    <aside className={styles.panel} aria-label={t("flow.trial")}>
      <div className={styles.head}>
        <h2>{t("flow.trial")}</h2>
        <IconButton label={t("flow.trial.again")} onClick={again}>
          <RotateCcw size={14} />
        </IconButton>
        <IconButton label={t("flow.trial.close")} onClick={onClose}>
          <X size={14} />
        </IconButton>
      </div>
      <div className={styles.settings}>
        <SelectField label={t("flow.trial.channel")} value={kind} onChange={({ target }) => setKind(target.value)}>
          {kinds.map((one) => (
            <option key={one.kind} value={one.kind}>
              {channelName(one.kind)}
            </option>
          ))}
        </SelectField>
        <p className={ink.quiet}>{t("flow.trial.clock", { time: time(trial.now) })}</p>
      </div>
      {pinned !== drawing.document && hasBegun && (
        <p className={styles.stale}>
          {t("flow.trial.stale")}{" "}
          <Button size="small" tone="ghost" onClick={again}>
            {t("flow.trial.again")}
          </Button>
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard */}
      <div className={styles.scroll} tabIndex={0} role="log" aria-label={t("flow.trial.conversation")}>
        {!hasBegun && <p className={ink.secondary}>{t("flow.trial.hint")}</p>}
        <Transcript
          lines={linesOf(steps)}
          can={can}
          nameOf={(id) => actions.find((one) => one.id === id)?.label[language] ?? id}
          onTap={(block, option) => go(tap(trial, block, option, ground))}
        />
        {pending?.do === "sub_flow" ? (
          <div className={styles.pending}>
            <Button size="small" onClick={() => void bring(pending.id, pending.flowId)}>
              {t("flow.trial.enter")}
            </Button>
          </div>
        ) : (
          pending !== null && (
            <PendingPart effect={pending} rooms={rooms} onDone={(result) => go(finish(trial, pending.id, result, ground))} />
          )
        )}
        {wakes !== null && (
          <Button size="small" onClick={() => go(jumpTo(trial, Date.parse(wakes), ground))}>
            {t("flow.trial.jump", { time: time(Date.parse(wakes)) })}
          </Button>
        )}
        <div ref={end} />
      </div>
      <StepBar at={at} count={trial.steps.length} onStep={setShown} />
      <VariablesPart steps={steps} document={pinned} />
      <TrialComposer
        hasBegun={hasBegun}
        hasEnded={state.status === "ended"}
        onAgain={again}
        onWrite={(part) => go(hasBegun ? write(trial, part, ground) : start(trial, part.text ?? null, ground))}
        onBegin={() => go(start(trial, null, ground))}
      />
    </aside>
  );
}
