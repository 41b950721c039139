import { useState } from "react";
import { api, unwrap } from "../../api/client.ts";
import { Button } from "../../ui/button.tsx";
import { Problem } from "../../ui/form.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Trash2 } from "../../ui/icons.generated.ts";
import { Spacer } from "../../ui/spacer.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { useAct } from "../../ui/use-act.ts";
import { useTab } from "../../ui/use-tab.ts";
import type { Queue, QueueChange } from "../queries.ts";
import { useWords } from "../words/words.ts";
import { DistributionPart } from "./distribution-part.tsx";
import { HoursPart } from "./hours-part.tsx";
import { QueuePreview } from "./queue-preview.tsx";
import styles from "./queues.module.css";
import { RemoveDialog } from "./remove-dialog.tsx";
import { StaffPart } from "./staff-part.tsx";
import { TextsPart } from "./texts-part.tsx";

const PARTS = ["staff", "distribution", "hours", "texts"] as const;

/** One queue in four parts; what was changed is kept together, or not at all. */
export function QueueEditor({ queue, queues }: { queue: Queue; queues: Queue[] }) {
  const t = useWords();
  const [part, setPart] = useTab(PARTS);
  const [change, setChange] = useState<QueueChange>({});
  const [removing, setRemoving] = useState(false);
  const draft = { ...queue, ...change } as Queue;
  const changed = Object.keys(change).length;
  const save = useAct(
    t,
    () => unwrap(api.PATCH("/api/v1/desk/queues/{queueId}", { params: { path: { queueId: queue.id } }, body: change })),
    { problem: "inline", refresh: [["desk"], ["queues"]], done: () => ({ text: t("queues.saved", { name: draft.name }) }) },
  );
  async function submit() {
    if ((await save.run()) !== undefined) setChange({});
  }
  function onChange(more: QueueChange) {
    const next = { ...change, ...more };
    // What is as it was is no change.
    for (const key of Object.keys(next) as (keyof QueueChange)[])
      if (JSON.stringify(next[key]) === JSON.stringify(queue[key as keyof Queue])) delete next[key];
    setChange(next);
  }
  const props = { queue, queues, draft, onChange };
  return (
    <form
      className={styles.editor}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div className={styles.head}>
        <div className={styles.names}>
          <h2>{queue.name}</h2>
          <p>{queue.description}</p>
        </div>
        <Spacer />
        <Tabs label={queue.name} tabs={PARTS.map((id) => ({ id, label: t(`queues.part.${id}`) }))} selected={part} onSelect={setPart} />
        <IconButton label={t("queues.remove")} onClick={() => setRemoving(true)}>
          <Trash2 size={16} />
        </IconButton>
      </div>
      <div className={styles.parts}>
        <div className={styles.part}>
          {part === "staff" && <StaffPart queue={queue} />}
          {part === "distribution" && <DistributionPart {...props} />}
          {part === "hours" && <HoursPart {...props} />}
          {part === "texts" && <TextsPart {...props} />}
        </div>
        <QueuePreview draft={draft} />
      </div>
      {changed > 0 && (
        <div className={styles.bar}>
          <i /> {t("queues.changed", { count: changed })}
          <Problem problem={save.problem} />
          <Spacer />
          <Button tone="ghost" onClick={() => setChange({})}>
            {t("queues.discard")}
          </Button>
          <Button type="submit" tone="primary" busy={save.busy}>
            {t("queues.save")}
          </Button>
        </div>
      )}
      {removing && <RemoveDialog queue={queue} queues={queues} onClose={() => setRemoving(false)} />}
    </form>
  );
}
