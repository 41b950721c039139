import type { Channel } from "../api/client.ts";
import { Button } from "../ui/button.tsx";
import { classes } from "../ui/classes.ts";
import { FormActions } from "../ui/form.tsx";
import ink from "../ui/ink.module.css";
import { Modal, ModalBody } from "../ui/modal.tsx";
import { Spacer } from "../ui/spacer.tsx";
import { CopyableAddress } from "./channel-facts.tsx";
import styles from "./embed-dialog.module.css";
import { useWords } from "./words/words.ts";

/** The line that a page needs, and the chat as visitors see it: a real one, whose messages arrive. */
export function EmbedDialog({ channel, onClose }: { channel: Channel; onClose: () => void }) {
  const t = useWords();
  const { origin } = new URL(channel.webhookUrl);
  return (
    <Modal title={t("channels.embed")} onClose={onClose} size="wide">
      <ModalBody>
        <p className={ink.secondary}>{t("channels.embedText")}</p>
        <p className={styles.line}>
          <CopyableAddress address={`<script src="${origin}/widget.js" data-chat="${channel.id}" async></script>`} />
        </p>
        <p className={classes(ink.small, ink.quiet)}>{t("channels.embedPolicy", { origin })}</p>
        <iframe className={styles.preview} title={t("channels.embedPreview")} src={`/webchat/${channel.id}/preview`} allow="microphone" />
        <FormActions>
          <Spacer />
          <Button tone="primary" onClick={onClose}>
            {t("channels.done")}
          </Button>
        </FormActions>
      </ModalBody>
    </Modal>
  );
}
