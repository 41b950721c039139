import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useMay } from "../../shell/session.tsx";
import { Avatar } from "../../ui/avatar.tsx";
import { Button } from "../../ui/button.tsx";
import { Chip } from "../../ui/chip.tsx";
import { Header } from "../../ui/header.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { ChevronRight, Clock, Ellipsis, ListTree, Play, Redo2, Undo2, Workflow } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { Key } from "../../ui/key.tsx";
import { Menu, MenuItem, MenuLabel } from "../../ui/menu.tsx";
import { Spacer } from "../../ui/spacer.tsx";
import type { Drawing } from "../drawing/drawing.ts";
import { useExportFlow } from "../list/flow-acts.ts";
import { toFlow, toFlows } from "../paths.ts";
import { useWords } from "../words/words.ts";
import { useEditor } from "./editor-context.ts";
import styles from "./flow-header.module.css";
import { SavingLine } from "./saving/saving-line.tsx";
import type { Saving } from "./saving/use-saving.ts";
import { PublishDialog } from "./versions/publish-dialog.tsx";
import { VersionsDialog } from "./versions/versions-dialog.tsx";

interface FlowHeaderProps {
  saving: Saving;
  /** Who else drew at it just now. */
  others: readonly string[];
  take: (drawing: Drawing) => void;
  view: "canvas" | "list";
  onView: (view: "canvas" | "list") => void;
  isTrying: boolean;
  isReplay: boolean;
  onTry: () => void;
  figures: { days: number; version: number | null; setDays: (days: number) => void; setVersion: (version: number | null) => void };
}

const PERIODS = [7, 30, 90] as const;

/** Which flow, what is live, whether it is kept; back and forth, versions, trial, publishing. */
export function FlowHeader({ saving, others, take, view, onView, isTrying, isReplay, onTry, figures }: FlowHeaderProps) {
  const t = useWords();
  const { flow, undo, redo, canUndo, canRedo, isReadOnly, problems } = useEditor();
  const mayPublish = useMay("flows.publish");
  const download = useExportFlow();
  const [layer, setLayer] = useState<"publish" | "versions" | null>(null);
  const published = flow.publishedVersion;
  const next = (published ?? 0) + 1;
  const errors = problems.filter(({ severity }) => severity === "error").length;
  return (
    <Header className={styles.header}>
      <Link {...toFlows()} className={styles.back}>
        {t("nav.flows")}
      </Link>
      <ChevronRight size={12} className={styles.arrow} />
      <h1 className={ink.oneLine}>{flow.name}</h1>
      {isReplay ? (
        <>
          <Chip tone="flow">{t("flow.replaying")}</Chip>
          <Link {...toFlow(flow.id)}>{t("flow.backToDrawing")}</Link>
        </>
      ) : (
        <span className={styles.state}>
          <Chip>{t("flow.draftVersion", { version: next })}</Chip>
          {isReadOnly ? (
            <span className={ink.quiet}>{t("flow.readOnly")}</span>
          ) : (
            <SavingLine saving={saving} publishedVersion={published} />
          )}
        </span>
      )}
      <Spacer />
      {others.map((name) => (
        <span key={name} title={t("flow.alsoHere", { name })}>
          <Avatar name={name} size={24} />
        </span>
      ))}
      {!isReadOnly && (
        <>
          <IconButton label={t("flow.undo")} shortcut="Ctrl Z" aria-disabled={!canUndo} onClick={undo}>
            <Undo2 size={16} />
          </IconButton>
          <IconButton label={t("flow.redo")} shortcut="Ctrl Y" aria-disabled={!canRedo} onClick={redo}>
            <Redo2 size={16} />
          </IconButton>
        </>
      )}
      <IconButton
        label={t(view === "canvas" ? "flow.showList" : "flow.showCanvas")}
        onClick={() => onView(view === "canvas" ? "list" : "canvas")}
      >
        {view === "canvas" ? <ListTree size={16} /> : <Workflow size={16} />}
      </IconButton>
      {!isReplay && (
        <>
          <Button size="small" tone="ghost" aria-label={t("flow.versions")} onClick={() => setLayer("versions")}>
            <Clock size={14} /> <span className={styles.wide}>{t("flow.versions")}</span>
          </Button>
          <Button size="small" onClick={onTry} aria-pressed={isTrying}>
            <Play size={14} /> {t("flow.try")} <Key className={styles.key}>T</Key>
          </Button>
        </>
      )}
      <Menu
        trigger={
          <IconButton label={t("flow.more")}>
            <Ellipsis size={16} />
          </IconButton>
        }
      >
        <MenuLabel>{t("flow.period")}</MenuLabel>
        {PERIODS.map((days) => (
          <MenuItem key={days} checked={figures.days === days} onSelect={() => figures.setDays(days)}>
            {t("flow.lastDays", { days })}
          </MenuItem>
        ))}
        <MenuLabel>{t("flow.ofVersion")}</MenuLabel>
        <MenuItem checked={figures.version === null} onSelect={() => figures.setVersion(null)}>
          {t("flow.allVersions")}
        </MenuItem>
        {published !== null && (
          <MenuItem checked={figures.version === published} onSelect={() => figures.setVersion(published)}>
            {t("flow.onlyVersion", { version: published })}
          </MenuItem>
        )}
        <MenuItem onSelect={() => void saving.saveNow().then(() => download.run(flow))}>{t("flows.export")}</MenuItem>
      </Menu>
      {mayPublish && !isReadOnly && (
        <Button
          size="small"
          tone="primary"
          onClick={() => setLayer("publish")}
          title={errors > 0 ? t("flow.errorsFirst", { count: errors }) : undefined}
        >
          {t("flow.publish", { version: next })}
        </Button>
      )}
      {layer === "publish" && <PublishDialog saving={saving} onClose={() => setLayer(null)} />}
      {layer === "versions" && <VersionsDialog saving={saving} take={take} onClose={() => setLayer(null)} />}
    </Header>
  );
}
