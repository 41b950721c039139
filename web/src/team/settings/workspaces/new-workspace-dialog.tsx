import { useState } from "react";
import { api, unwrap } from "../../../api/client.ts";
import { languageOf, useMe } from "../../../shell/session.tsx";
import { Button } from "../../../ui/button.tsx";
import { SelectField, TextField } from "../../../ui/field.tsx";
import { FormDialog } from "../../../ui/form.tsx";
import { useAct } from "../../../ui/use-act.ts";
import { enterWorkspace } from "../../workspaces/enter-workspace.ts";
import { LANGUAGES } from "../languages.ts";
import { useWords } from "../words/words.ts";
import { zones } from "../zones.ts";

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
      <TextField
        label={t("workspace.name")}
        value={written.name}
        required
        pattern=".*\S.*"
        maxLength={120}
        onChange={({ target }) => set({ name: target.value })}
      />
      <SelectField
        label={t("workspace.language")}
        value={written.language}
        onChange={({ target }) => set({ language: LANGUAGES.find(({ id }) => id === target.value)?.id ?? written.language })}
      >
        {LANGUAGES.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <SelectField label={t("workspace.zone")} value={written.timeZone} onChange={({ target }) => set({ timeZone: target.value })}>
        {zones(written.timeZone).map((zone) => (
          <option key={zone} value={zone}>
            {zone}
          </option>
        ))}
      </SelectField>
    </FormDialog>
  );
}
