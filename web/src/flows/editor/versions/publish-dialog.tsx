import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError, api, unwrap } from "../../../api/client.ts";
import { useLocale } from "../../../text/locale.tsx";
import { Button } from "../../../ui/button.tsx";
import { TextField } from "../../../ui/field.tsx";
import { FormDialog } from "../../../ui/form.tsx";
import { CircleAlert, CircleCheck } from "../../../ui/icons.generated.ts";
import ink from "../../../ui/ink.module.css";
import { Switch } from "../../../ui/switch.tsx";
import { useAct } from "../../../ui/use-act.ts";
import { blockOf } from "../../drawing/drawing.ts";
import { changeFlow, flowQuery, versionQuery } from "../../queries.ts";
import { useWords } from "../../words/words.ts";
import { useEditor } from "../editor-context.ts";
import { type BlockProblem, isToMend } from "../problems.ts";
import type { Saving } from "../saving/use-saving.ts";
import { blockName } from "../say-block.ts";
import { sayProblem } from "../say-problem.ts";
import { DiffList } from "./diff-list.tsx";
import styles from "./versions.module.css";

/** What the server would refuse, what changes against what is live, and the act itself. */
export function PublishDialog({ saving, onClose }: { saving: Saving; onClose: () => void }) {
  const t = useWords();
  const client = useQueryClient();
  const { flow, drawing, problems: own } = useEditor();
  const [note, setNote] = useState("");
  const [isActive, setActive] = useState(true);
  const live = flow.publishedVersion;
  const params = { path: { flowId: flow.id } };
  const next = (live ?? 0) + 1;
  const before = useQuery({ ...versionQuery(flow.id, live ?? 0), enabled: live !== null }).data;
  // Judged as it will be published: what is drawn is kept first.
  const check = useQuery({
    queryKey: ["flows", "check", flow.id, drawing],
    queryFn: async () => {
      if (!(await saving.saveNow())) throw new Error("not saved");
      return unwrap(api.POST("/api/v1/flows/{flowId}/check", { params }));
    },
    retry: false,
    gcTime: 0,
  });
  const problems = joined(check.data?.items ?? [], own);
  const errors = problems.filter(({ severity }) => severity === "error");
  const publish = useAct(
    t,
    async () => {
      const body = note.trim() === "" ? {} : { note: note.trim() };
      const published = await unwrap(api.POST("/api/v1/flows/{flowId}/publish", { params, body }));
      return isActive && !published.isActive ? changeFlow(flow.id, { isActive: true }) : published;
    },
    {
      problem: "inline",
      refresh: [
        ["flows", "list"],
        ["flows", "versions", flow.id],
      ],
      done: () => ({ text: t("flow.published", { version: next }) }),
    },
  );
  async function run() {
    const published = await publish.run();
    if (published === undefined) return;
    onClose();
    client.setQueryData(flowQuery(flow.id).queryKey, { ...published, document: drawing.document, layout: drawing.layout });
  }
  const isBlocked = check.isPending || check.isError || errors.length > 0;
  return (
    <FormDialog
      title={t("flow.publish", { version: next })}
      size="wide"
      onClose={onClose}
      onSubmit={() => !isBlocked && run()}
      busy={publish.busy}
      problem={publish.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("flows.cancel")}</Button>
          <Button
            type="submit"
            tone="primary"
            busy={publish.busy || check.isPending}
            aria-disabled={isBlocked}
            title={errors.length > 0 ? t("flow.errorsFirst", { count: errors.length }) : undefined}
          >
            {t("flow.publishNow")}
          </Button>
        </>
      }
    >
      {check.isError && <p className={ink.danger}>{check.error instanceof ApiError ? check.error.message : t("flow.notSaved")}</p>}
      {check.isSuccess && <Checked problems={problems} />}
      {before !== undefined && (
        <section className={styles.part}>
          <h3>{t("flow.against", { version: before.version })}</h3>
          <DiffList before={before.document} after={drawing.document} />
        </section>
      )}
      <TextField
        label={t("flow.publishNote")}
        hint={t("flow.publishNoteHint")}
        maxLength={500}
        value={note}
        onChange={({ target }) => setNote(target.value)}
      />
      {!flow.isActive && <Switch label={t("flow.activateToo")} on={isActive} onChange={setActive} />}
      <p className={ink.quiet}>{t("flow.publishKeeps")}</p>
    </FormDialog>
  );
}

/** The editor's problems and the server's, each once. */
function joined(ofServer: readonly BlockProblem[], own: readonly BlockProblem[]): BlockProblem[] {
  const keyOf = ({ code, block, exit = "", path = "" }: BlockProblem) => [code, block, exit, path].join();
  return [...new Map([...own.filter(isToMend), ...ofServer].map((one) => [keyOf(one), one])).values()];
}

function Checked({ problems }: { problems: readonly BlockProblem[] }) {
  const t = useWords();
  const { language: reader } = useLocale();
  const { drawing, language } = useEditor();
  const shown = problems.filter(({ severity }) => severity !== "hint");
  if (shown.length === 0) {
    return (
      <p className={styles.good}>
        <CircleCheck size={16} /> {t("flow.nothingInTheWay")}
      </p>
    );
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls is reached by keyboard
    <ul className={styles.diff} tabIndex={0} aria-label={t("flow.problems")}>
      {shown.map((problem, index) => {
        const block = blockOf(drawing, problem.block);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: problems have no name of their own
          <li key={index} className={problem.severity === "error" ? ink.danger : undefined}>
            <CircleAlert size={14} /> <b>{sayProblem(problem, block, { reader, language, t })}</b>
            {block !== undefined && <span>{blockName(block, reader, language, t)}</span>}
          </li>
        );
      })}
    </ul>
  );
}
