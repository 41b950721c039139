import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "../../../api/client.ts";
import { useMay } from "../../../shell/session.tsx";
import { useLocale } from "../../../text/locale.tsx";
import { stamp } from "../../../text/times.ts";
import { Blank } from "../../../ui/blank.tsx";
import { Button } from "../../../ui/button.tsx";
import { Chip } from "../../../ui/chip.tsx";
import { Clock } from "../../../ui/icons.generated.ts";
import ink from "../../../ui/ink.module.css";
import { Modal, ModalBody } from "../../../ui/modal.tsx";
import { useAct } from "../../../ui/use-act.ts";
import { useNow } from "../../../ui/use-now.ts";
import type { Drawing } from "../../drawing/drawing.ts";
import { asDrawn, type FlowVersion, flowQuery, versionQuery, versionsQuery } from "../../queries.ts";
import { useWords } from "../../words/words.ts";
import { useEditor } from "../editor-context.ts";
import type { Saving } from "../saving/use-saving.ts";
import { DiffList } from "./diff-list.tsx";
import styles from "./versions.module.css";

interface VersionsDialogProps {
  saving: Saving;
  take: (drawing: Drawing) => void;
  onClose: () => void;
}

/** What was live and when; what each changed; and one click back to it. */
export function VersionsDialog({ saving, take, onClose }: VersionsDialogProps) {
  const t = useWords();
  const { flow } = useEditor();
  const { data } = useQuery({ ...versionsQuery(flow.id), staleTime: 0 });
  const [opened, setOpened] = useState<number | null>(null);
  const versions = data?.items ?? [];
  return (
    <Modal title={t("flow.versions")} onClose={onClose} size="wide">
      <ModalBody>
        {data !== undefined && versions.length === 0 && (
          <Blank icon={<Clock size={20} />} title={t("flow.noVersions")} text={t("flow.noVersionsText")} />
        )}
        <ol className={styles.versions} aria-label={t("flow.versions")}>
          {versions.map((version) => (
            <VersionLine
              key={version.version}
              version={version}
              isLive={version.version === flow.publishedVersion}
              isOpen={opened === version.version}
              onOpen={() => setOpened(opened === version.version ? null : version.version)}
              saving={saving}
              take={take}
              onRestored={onClose}
            />
          ))}
        </ol>
      </ModalBody>
    </Modal>
  );
}

interface VersionLineProps {
  version: FlowVersion;
  isLive: boolean;
  isOpen: boolean;
  onOpen: () => void;
  saving: Saving;
  take: (drawing: Drawing) => void;
  onRestored: () => void;
}

function VersionLine({
  version: { version, note, publishedBy, publishedAt },
  isLive,
  isOpen,
  onOpen,
  saving,
  take,
  onRestored,
}: VersionLineProps) {
  const t = useWords();
  const now = useNow();
  const client = useQueryClient();
  const { language, timeZone } = useLocale();
  const { flow, drawing } = useEditor();
  const mayPublish = useMay("flows.publish");
  const drawn = useQuery({ ...versionQuery(flow.id, version), enabled: isOpen }).data;
  const restore = useAct(
    t,
    async () => {
      // What is drawn is kept before it is put aside.
      await saving.saveNow();
      const params = { path: { flowId: flow.id, version } };
      return asDrawn(await unwrap(api.POST("/api/v1/flows/{flowId}/versions/{version}/restore", { params, body: {} })));
    },
    {
      refresh: [
        ["flows", "list"],
        ["flows", "versions", flow.id],
      ],
      done: (restored) => ({ text: t("flow.restored", { version, now: restored.publishedVersion ?? 0 }) }),
    },
  );
  async function goBack() {
    const restored = await restore.run();
    if (restored === undefined) return;
    const next = { document: restored.document, layout: restored.layout };
    saving.settle(restored.revision, next);
    take(next);
    onRestored();
    client.setQueryData(flowQuery(flow.id).queryKey, restored);
  }
  return (
    <li className={styles.version}>
      <div className={styles.versionLine}>
        <b>{t("flows.version", { version })}</b>
        {isLive && <Chip tone="ok">{t("flows.live")}</Chip>}
        <span className={ink.secondary}>
          {publishedBy === null
            ? stamp(publishedAt, now, t, language, timeZone)
            : t("flows.edited", { name: publishedBy.name, when: stamp(publishedAt, now, t, language, timeZone) })}
        </span>
        <span className={styles.versionActs}>
          <Button size="small" aria-expanded={isOpen} onClick={onOpen} aria-label={t("flow.showDiffOf", { version })}>
            {t("flow.showDiff")}
          </Button>
          {mayPublish && (
            <Button size="small" busy={restore.busy} onClick={() => void goBack()} aria-label={t("flow.restoreOf", { version })}>
              {t("flow.restore")}
            </Button>
          )}
        </span>
      </div>
      {note !== "" && <p>{note}</p>}
      {isOpen && drawn !== undefined && (
        <>
          <p className={ink.quiet}>{t("flow.sinceThen", { version })}</p>
          <DiffList before={drawn.document} after={drawing.document} />
        </>
      )}
    </li>
  );
}
