import { useEffect, useState } from "react";
import { Button } from "../../../ui/button.tsx";
import ink from "../../../ui/ink.module.css";
import { useWords } from "../../words/words.ts";
import type { Saving } from "./use-saving.ts";

/** What is live, and whether what is drawn is kept. */
export function SavingLine({ saving, publishedVersion }: { saving: Saving; publishedVersion: number | null }) {
  const t = useWords();
  const seconds = useSecondsSince(saving.savedAt);
  const says =
    saving.state === "conflict" || saving.state === "failed"
      ? t("flow.notSaved")
      : saving.state === "saved"
        ? seconds === null
          ? t("flow.allSaved")
          : t("flow.saved", { seconds })
        : t("flow.saving");
  return (
    <span className={saving.state === "failed" ? ink.danger : ink.quiet} data-saving={saving.state}>
      {publishedVersion !== null && `${t("flow.liveVersion", { version: publishedVersion })}, `}
      {says}
      {saving.state === "failed" && (
        <Button size="small" tone="ghost" onClick={() => void saving.saveNow()}>
          {t("flow.saveAgain")}
        </Button>
      )}
    </span>
  );
}

function useSecondsSince(time: number | null): number | null {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return time === null ? null : Math.max(0, Math.round((now - time) / 1000));
}
