import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "../../api/client.ts";
import { Button } from "../../ui/button.tsx";
import { classes } from "../../ui/classes.ts";
import ink from "../../ui/ink.module.css";
import { Modal } from "../../ui/modal.tsx";
import { useMailText } from "./words/use-mail-text.ts";

/** The mail as it came. Its page is cleaned by the server and shown in a frame that can run and reach nothing. */
export function OriginalDialog({ messageId, subject, onClose }: { messageId: string; subject: string; onClose: () => void }) {
  const m = useMailText();
  const [images, setImages] = useState(false);
  const [asText, setAsText] = useState(false);
  const { data, isError } = useQuery({
    queryKey: ["original", messageId],
    queryFn: () => unwrap(api.GET("/api/v1/messages/{messageId}/original", { params: { path: { messageId } } })),
    retry: false,
  });
  const showsPage = data?.hasPage === true && !asText;
  return (
    <Modal title={subject} onClose={onClose} className="dialog wide original">
      {isError && <p className={ink.secondary}>{m("mail.missing")}</p>}
      {data === undefined && !isError && <p className={ink.quiet}>{m("mail.loading")}</p>}
      {data?.hasPage && data.text !== null && (
        <span className="seg">
          <button type="button" className={asText ? "" : "on"} aria-pressed={!asText} onClick={() => setAsText(false)}>
            {m("mail.page")}
          </button>
          <button type="button" className={asText ? "on" : ""} aria-pressed={asText} onClick={() => setAsText(true)}>
            {m("mail.text")}
          </button>
        </span>
      )}
      {showsPage && data.remoteImages > 0 && !images && (
        <p className="banner">
          <Button size="small" onClick={() => setImages(true)}>
            {m("mail.images", { count: data.remoteImages })}
          </Button>
          <span className={classes(ink.small, ink.quiet)}>{m("mail.imagesText")}</span>
        </p>
      )}
      {showsPage && (
        <iframe
          title={m("mail.original")}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          referrerPolicy="no-referrer"
          src={`/api/v1/messages/${messageId}/original/page${images ? "?images=true" : ""}`}
        />
      )}
      {data !== undefined && !showsPage && <pre className="words">{data.text}</pre>}
    </Modal>
  );
}
