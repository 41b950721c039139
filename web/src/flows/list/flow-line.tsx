import { Link } from "@tanstack/react-router";
import { type DragEvent, useState } from "react";
import { useMay } from "../../shell/session.tsx";
import { useLocale } from "../../text/locale.tsx";
import { stamp } from "../../text/times.ts";
import { Chip } from "../../ui/chip.tsx";
import { classes } from "../../ui/classes.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { ArrowDown, ArrowUp } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { Switch } from "../../ui/switch.tsx";
import { useNow } from "../../ui/use-now.ts";
import { toFlow } from "../paths.ts";
import type { FlowSummary } from "../queries.ts";
import { useWords } from "../words/words.ts";
import { useTurnFlow } from "./flow-acts.ts";
import { FlowMenu } from "./flow-menu.tsx";
import styles from "./flows.module.css";

/** What is dragged carries the flow under this kind. */
const FLOW_KIND = "application/x-prosa-flow";

interface FlowLineProps {
  flow: FlowSummary;
  /** From 0. */
  place: number;
  count: number;
  mayWrite: boolean;
  onMove: (to: number) => void;
  /** Another flow was dropped here. */
  onDropped: (flowId: string) => void;
}

/** One flow: its place in the order, what is live, who came in, who edited it. */
export function FlowLine({ flow, place, count, mayWrite, onMove, onDropped }: FlowLineProps) {
  const t = useWords();
  const [isOver, setOver] = useState(false);
  // Which flow goes first, and which one is on, is for those who publish.
  const mayRule = useMay("flows.publish");
  const { name } = flow;
  const accept = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes(FLOW_KIND)) return;
    event.preventDefault();
    setOver(true);
  };
  const drop = (event: DragEvent) => {
    setOver(false);
    onDropped(event.dataTransfer.getData(FLOW_KIND));
  };
  return (
    <li
      className={classes(styles.row, isOver && styles.over)}
      draggable={mayRule}
      onDragStart={(event) => event.dataTransfer.setData(FLOW_KIND, flow.id)}
      onDragOver={accept}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {mayRule && (
        <div className={styles.order}>
          <IconButton label={t("flows.up", { name })} aria-disabled={place === 0} onClick={() => place > 0 && onMove(place - 1)}>
            <ArrowUp size={14} />
          </IconButton>
          <IconButton
            label={t("flows.down", { name })}
            aria-disabled={place === count - 1}
            onClick={() => place < count - 1 && onMove(place + 1)}
          >
            <ArrowDown size={14} />
          </IconButton>
        </div>
      )}
      <div className={styles.what}>
        <Link {...toFlow(flow.id)} className={styles.name}>
          {name}
        </Link>
        <Facts flow={flow} />
      </div>
      <div className={styles.acts}>
        {mayRule && <Turn flow={flow} />}
        <FlowMenu flow={flow} mayWrite={mayWrite} />
      </div>
    </li>
  );
}

function Facts({ flow: { isActive, publishedVersion, isChanged, entries30Days, savedBy, savedAt } }: { flow: FlowSummary }) {
  const t = useWords();
  const now = useNow();
  const { language, timeZone } = useLocale();
  const isLive = isActive && publishedVersion !== null;
  return (
    <div className={classes(styles.facts, ink.secondary, ink.small, ink.figures)}>
      <Chip tone={isLive ? "ok" : undefined}>
        {t(publishedVersion === null ? "flows.draft" : isLive ? "flows.live" : "flows.inactive")}
        {publishedVersion !== null && ` ${t("flows.version", { version: publishedVersion })}`}
      </Chip>
      {publishedVersion !== null && isChanged && <Chip tone="warn">{t("flows.changed")}</Chip>}
      <span>{t("flows.entries", { count: entries30Days })}</span>
      <span>
        {savedBy === null
          ? stamp(savedAt, now, t, language, timeZone)
          : t("flows.edited", { name: savedBy.name, when: stamp(savedAt, now, t, language, timeZone) })}
      </span>
    </div>
  );
}

/** What was never published has nothing that could begin. */
function Turn({ flow }: { flow: FlowSummary }) {
  const t = useWords();
  const turn = useTurnFlow();
  if (flow.publishedVersion === null) return <span className={classes(ink.quiet, ink.small)}>{t("flows.neverPublished")}</span>;
  return <Switch label={t("flows.active")} on={flow.isActive} onChange={() => void turn.run(flow)} />;
}
