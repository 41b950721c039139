import { useEffect, useRef, useState } from "react";
import { Button } from "../ui/button.tsx";
import { saveFile } from "../ui/csv.ts";
import { Download } from "../ui/icons.generated.ts";
import { Modal, ModalBody } from "../ui/modal.tsx";
import { Choice } from "../ui/tabs.tsx";
import styles from "./analytics.module.css";
import { useFrame } from "./use-frame.ts";
import { useWords } from "./words/words.ts";

/** With more rows the browser saves the file by itself, as it comes: it would not fit into the page. */
const MOST_ROWS = 50_000;

type State = { kind: "idle" } | { kind: "busy"; got: number; all: number } | { kind: "done"; all: number } | { kind: "failed" };

/** The conversations of the period and the filter as a file, a row each: how far it is, and a way to stop. */
export default function ExportDialog({ onClose }: { onClose: () => void }) {
  const t = useWords();
  const { frame } = useFrame();
  const [format, setFormat] = useState<"csv" | "xlsx">("csv");
  const [state, setState] = useState<State>({ kind: "idle" });
  const stop = useRef<AbortController>(null);
  useEffect(() => () => stop.current?.abort(), []);
  const { from, to } = frame.period;
  const query = new URLSearchParams({ from, to, ...(frame.filter === undefined ? {} : { filter: frame.filter }) });
  const address = `/api/v1/analytics/conversations.${format}?${query}`;

  async function run() {
    const own = new AbortController();
    stop.current = own;
    setState({ kind: "busy", got: 0, all: 0 });
    try {
      const answer = await fetch(address, { signal: own.signal });
      const all = Number(answer.headers.get("x-row-count"));
      if (!answer.ok || answer.body === null) throw new Error(String(answer.status));
      if (all > MOST_ROWS) {
        own.abort();
        window.location.assign(address);
        return setState({ kind: "done", all });
      }
      const parts: BlobPart[] = [];
      let bytes = 0;
      for (const reader = answer.body.getReader(); ; ) {
        const { value, done } = await reader.read();
        if (done) break;
        parts.push(value as BlobPart); // bytes of an answer never lie in shared memory
        bytes += value.byteLength;
        setState({ kind: "busy", got: bytes, all });
      }
      saveFile(`conversations-${from}-${to}.${format}`, answer.headers.get("content-type") ?? "", parts);
      setState({ kind: "done", all });
    } catch {
      setState(own.signal.aborted ? { kind: "idle" } : { kind: "failed" });
    }
  }

  return (
    <Modal title={t("analytics.export")} onClose={onClose}>
      <ModalBody>
        <div className={styles.page}>
          <p>{t("analytics.exportText", { from, to })}</p>
          <Choice
            label={t("analytics.exportAs")}
            selected={format}
            onSelect={setFormat}
            options={[
              { id: "csv", label: "CSV" },
              { id: "xlsx", label: "XLSX" },
            ]}
          />
          <p role="status">
            {state.kind === "busy" && t("analytics.exporting", { kilobytes: Math.round(state.got / 1000), rows: state.all })}
            {state.kind === "done" && t("analytics.exported", { rows: state.all })}
            {state.kind === "failed" && t("analytics.exportFailed")}
          </p>
          {state.kind === "busy" ? (
            <Button onClick={() => stop.current?.abort()}>{t("analytics.exportStop")}</Button>
          ) : (
            <Button tone="primary" onClick={() => void run()}>
              <Download size={14} /> {t("analytics.export")}
            </Button>
          )}
        </div>
      </ModalBody>
    </Modal>
  );
}
