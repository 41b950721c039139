import { Button } from "../../../ui/button.tsx";
import { FormActions, FormSteps } from "../../../ui/form.tsx";
import ink from "../../../ui/ink.module.css";
import { Modal, ModalBody } from "../../../ui/modal.tsx";
import { SecretLine } from "../secret-line.tsx";
import { useWords } from "../words/words.ts";

/** The key's text: the server keeps only what proves it. */
export function TokenDialog({ title, token, onClose }: { title: string; token: string; onClose: () => void }) {
  const t = useWords();
  return (
    <Modal title={title} onClose={onClose}>
      <ModalBody>
        <FormSteps>
          <SecretLine label={t("keys.token")} text={token} />
          <p className={ink.secondary} role="status">
            {t("keys.tokenAbout")}
          </p>
          <FormActions>
            <Button tone="primary" onClick={onClose}>
              {t("members.done")}
            </Button>
          </FormActions>
        </FormSteps>
      </ModalBody>
    </Modal>
  );
}
