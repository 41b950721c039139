import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { classes } from "../../ui/classes.ts";
import ink from "../../ui/ink.module.css";
import { Modal } from "../../ui/modal.tsx";
import { Choice } from "../../ui/tabs.tsx";
import { originalQuery } from "../queries.ts";
import styles from "./original-dialog.module.css";
import { useWords } from "./words/words.ts";

/** The mail as it came. Its page is cleaned by the server and shown in a frame that can run and reach nothing. */
export function OriginalDialog({ messageId, subject, onClose }: { messageId: string; subject: string; onClose: () => void }) {
  const t = useWords();
  const [images, setImages] = useState(false);
  const [asText, setAsText] = useState(false);
  const { data, isError } = useQuery(originalQuery(messageId));
  const showsPage = data?.hasPage === true && !asText;
  return (
    <Modal title={subject} onClose={onClose} size="widest">
      {isError && <p className={classes(styles.top, ink.secondary)}>{t("mail.missing")}</p>}
      {data === undefined && !isError && <p className={classes(styles.top, ink.quiet)}>{t("mail.loading")}</p>}
      {data?.hasPage && data.text !== null && (
        <Choice
          label={t("mail.original")}
          options={[
            { id: "page", label: t("mail.page") },
            { id: "text", label: t("mail.text") },
          ]}
          selected={asText ? "text" : "page"}
          onSelect={(id) => setAsText(id === "text")}
          className={styles.top}
        />
      )}
      {showsPage && data.remoteImages > 0 && !images && (
        <p className={classes(styles.top, styles.images)}>
          <Button size="small" onClick={() => setImages(true)}>
            {t("mail.images", { count: data.remoteImages })}
          </Button>
          <span className={classes(ink.small, ink.quiet)}>{t("mail.imagesText")}</span>
        </p>
      )}
      {showsPage && (
        <iframe
          className={styles.page}
          title={t("mail.original")}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          referrerPolicy="no-referrer"
          src={`/api/v1/messages/${messageId}/original/page${images ? "?images=true" : ""}`}
        />
      )}
      {data !== undefined && !showsPage && (
        <pre className={styles.text} dir="auto">
          {data.text}
        </pre>
      )}
    </Modal>
  );
}
