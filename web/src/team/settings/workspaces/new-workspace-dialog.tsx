import { useState } from "react";
import { api, unwrap } from "../../../api/client.ts";
import { languageOf, useMe } from "../../../shell/session.tsx";
import { Button } from "../../../ui/button.tsx";
import { FormDialog } from "../../../ui/form.tsx";
import { useAct } from "../../../ui/use-act.ts";
import { enterWorkspace } from "../../workspaces/enter-workspace.ts";
import { useWords } from "../words/words.ts";
import { LanguageField, NameField, ZoneField } from "../workspace-fields.tsx";

/** One more workspace: what it is called and where it lives. Whoever makes it is led into it. */
export function NewWorkspaceDialog({ onClose }: { onClose: () => void }) {
  const t = useWords();
  const me = useMe();
  const [written, setWritten] = useState({ name: "", language: languageOf(me), timeZone: me.workspace.timeZone });
  const set = (change: Partial<typeof written>) => setWritten({ ...written, ...change });
  const create = useAct(
    t,
    async () => {
      const { workspaceId } = await unwrap(api.POST("/api/v1/workspaces", { body: written }));
      await enterWorkspace(workspaceId);
    },
    { problem: "inline" },
  );
  return (
    <FormDialog
      title={t("workspaces.new")}
      onClose={onClose}
      onSubmit={() => create.run()}
      busy={create.busy}
      problem={create.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="submit" tone="primary" busy={create.busy}>
            {t("workspaces.create")}
          </Button>
        </>
      }
    >
      <NameField value={written.name} onChange={(name) => set({ name })} />
      <LanguageField value={written.language} onChange={(language) => set({ language })} />
      <ZoneField value={written.timeZone} onChange={(timeZone) => set({ timeZone })} />
    </FormDialog>
  );
}
