import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Copy, Download, Ellipsis, Pencil, Trash2 } from "../../ui/icons.generated.ts";
import { Menu, MenuItem } from "../../ui/menu.tsx";
import type { FlowSummary } from "../queries.ts";
import { useWords } from "../words/words.ts";
import { useDuplicateFlow, useExportFlow, useRemoveFlow, useRenameFlow } from "./flow-acts.ts";

/** What can be done with a flow as a whole. */
export function FlowMenu({ flow, mayWrite }: { flow: FlowSummary; mayWrite: boolean }) {
  const t = useWords();
  const duplicate = useDuplicateFlow();
  const download = useExportFlow();
  const [layer, setLayer] = useState<"rename" | "remove" | null>(null);
  const close = () => setLayer(null);
  return (
    <>
      <Menu
        trigger={
          <IconButton label={t("flows.more", { name: flow.name })}>
            <Ellipsis size={16} />
          </IconButton>
        }
      >
        {mayWrite && (
          <>
            <MenuItem icon={<Pencil size={14} />} onSelect={() => setLayer("rename")}>
              {t("flows.rename")}
            </MenuItem>
            <MenuItem icon={<Copy size={14} />} onSelect={() => void duplicate.run(flow)}>
              {t("flows.duplicate")}
            </MenuItem>
          </>
        )}
        <MenuItem icon={<Download size={14} />} onSelect={() => void download.run(flow)}>
          {t("flows.export")}
        </MenuItem>
        {mayWrite && (
          <MenuItem icon={<Trash2 size={14} />} onSelect={() => setLayer("remove")}>
            {t("flows.remove")}
          </MenuItem>
        )}
      </Menu>
      {layer === "rename" && <RenameDialog flow={flow} onClose={close} />}
      {layer === "remove" && <RemoveDialog flow={flow} onClose={close} />}
    </>
  );
}

interface LayerProps {
  flow: FlowSummary;
  onClose: () => void;
}

function RenameDialog({ flow, onClose }: LayerProps) {
  const t = useWords();
  const rename = useRenameFlow();
  const [name, setName] = useState(flow.name);
  const save = async () => {
    if ((await rename.run({ flowId: flow.id, name: name.trim() })) !== undefined) onClose();
  };
  return (
    <FormDialog
      title={t("flows.rename")}
      onClose={onClose}
      onSubmit={save}
      busy={rename.busy}
      problem={rename.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("flows.cancel")}</Button>
          <Button type="submit" tone="primary" busy={rename.busy}>
            {t("flows.save")}
          </Button>
        </>
      }
    >
      <TextField label={t("flows.name")} required maxLength={120} value={name} onChange={({ target }) => setName(target.value)} />
    </FormDialog>
  );
}

function RemoveDialog({ flow, onClose }: LayerProps) {
  const t = useWords();
  const remove = useRemoveFlow();
  // What was removed answers nothing: no problem is the sign that it worked.
  const drop = () => void remove.run(flow);
  return (
    <FormDialog
      title={t("flows.removeTitle", { name: flow.name })}
      onClose={onClose}
      onSubmit={drop}
      busy={remove.busy}
      problem={remove.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("flows.cancel")}</Button>
          <Button type="submit" tone="danger" busy={remove.busy}>
            {t("flows.removeDo")}
          </Button>
        </>
      }
    >
      <p>{t("flows.removeText")}</p>
    </FormDialog>
  );
}
