import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { FormActions, FormSteps } from "../ui/form.tsx";
import { Modal, ModalBody } from "../ui/modal.tsx";
import { useToast } from "../ui/toast.tsx";
import { useWords } from "./words/words.ts";

/** The secret of an address, this once. */
export function SecretDialog({ secret, onClose }: { secret: string; onClose: () => void }) {
  const t = useWords();
  const toast = useToast();
  async function copy() {
    await navigator.clipboard.writeText(secret);
    toast.show({ text: t("webhooks.copied") });
  }
  return (
    <Modal title={t("webhooks.secretTitle")} onClose={onClose}>
      <ModalBody>
        <FormSteps>
          <TextField
            label={t("webhooks.secret")}
            hint={t("webhooks.secretHint")}
            readOnly
            value={secret}
            onFocus={({ target }) => target.select()}
          />
          <FormActions>
            <Button onClick={() => void copy()}>{t("webhooks.copy")}</Button>
            <Button tone="primary" onClick={onClose}>
              {t("webhooks.secretKept")}
            </Button>
          </FormActions>
        </FormSteps>
      </ModalBody>
    </Modal>
  );
}
