import { useState } from "react";
import { useCommonWords } from "../text/define-words.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { FormDialog } from "../ui/form.tsx";
import { Copy, Pencil, Trash2 } from "../ui/icons.generated.ts";
import { Menu, MenuItem, MenuLabel } from "../ui/menu.tsx";
import { Modal, ModalBody } from "../ui/modal.tsx";
import { Spacer } from "../ui/spacer.tsx";
import { useToast } from "../ui/toast.tsx";
import { useAct } from "../ui/use-act.ts";
import { Shown, States } from "./shown.tsx";

/** What lies over a page: opened by its button. */
export function LayersShown() {
  const toast = useToast();
  const [layer, setLayer] = useState<"modal" | "form" | null>(null);
  const [language, setLanguage] = useState("pt");
  const [unread, setUnread] = useState(false);
  const t = useCommonWords();
  const fails = useAct(t, () => Promise.reject(new Error("nobody is there")), { problem: "inline" });
  const close = () => setLayer(null);
  return (
    <Shown title="Layers">
      <States of="Menu, Modal, Toast">
        <Menu align="start" trigger={<Button>Menu</Button>}>
          <MenuItem icon={<Pencil size={14} />} hint="R" onSelect={close}>
            Rename
          </MenuItem>
          <MenuItem icon={<Copy size={14} />} onSelect={close}>
            Copy
          </MenuItem>
          <MenuLabel>Language</MenuLabel>
          {["pt", "en"].map((one) => (
            <MenuItem key={one} checked={language === one} onSelect={() => setLanguage(one)}>
              {one}
            </MenuItem>
          ))}
          <MenuLabel>Filter</MenuLabel>
          <MenuItem checked={unread} toggles onSelect={() => setUnread(!unread)}>
            Unread only
          </MenuItem>
        </Menu>
        <Button onClick={() => setLayer("modal")}>Modal</Button>
        <Button onClick={() => setLayer("form")}>Form dialog</Button>
        <Button onClick={() => toast.show({ text: "Conversation resolved", undo: close })}>Toast</Button>
      </States>
      {layer === "modal" && (
        <Modal title="Modal" onClose={close}>
          <ModalBody>
            <p>It keeps the focus and gives it back.</p>
          </ModalBody>
        </Modal>
      )}
      {layer === "form" && (
        <FormDialog
          title="Form dialog"
          onClose={close}
          onSubmit={fails.run}
          busy={fails.busy}
          problem={fails.problem}
          actions={
            <>
              <Button tone="danger" onClick={close}>
                <Trash2 size={16} /> Remove
              </Button>
              <Spacer />
              <Button type="submit" tone="primary" busy={fails.busy}>
                Save
              </Button>
            </>
          }
        >
          <TextField label="Name" defaultValue="It will be refused" />
        </FormDialog>
      )}
    </Shown>
  );
}
