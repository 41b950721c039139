import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "../../api/client.ts";
import { Modal } from "../../ui/modal.tsx";
import { useWords } from "./words/words.ts";

/** The mail as it came. Its page is cleaned by the server and shown in a frame that can run and reach nothing. */
export function OriginalDialog({ messageId, subject, onClose }: { messageId: string; subject: string; onClose: () => void }) {
  const t = useWords();
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
      {isError && <p className="t2">{t("mail.missing")}</p>}
      {data === undefined && !isError && <p className="t3">{t("mail.loading")}</p>}
      {data?.hasPage && data.text !== null && (
        <span className="seg">
          <button type="button" className={asText ? "" : "on"} aria-pressed={!asText} onClick={() => setAsText(false)}>
            {t("mail.page")}
          </button>
          <button type="button" className={asText ? "on" : ""} aria-pressed={asText} onClick={() => setAsText(true)}>
            {t("mail.text")}
          </button>
        </span>
      )}
      {showsPage && data.remoteImages > 0 && !images && (
        <p className="banner">
          <button type="button" className="btn sm" onClick={() => setImages(true)}>
            {t("mail.images", { count: data.remoteImages })}
          </button>
          <span className="fs12 t3">{t("mail.imagesText")}</span>
        </p>
      )}
      {showsPage && (
        <iframe
          title={t("mail.original")}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          referrerPolicy="no-referrer"
          src={`/api/v1/messages/${messageId}/original/page${images ? "?images=true" : ""}`}
        />
      )}
      {data !== undefined && !showsPage && (
        <pre className="words" dir="auto">
          {data.text}
        </pre>
      )}
    </Modal>
  );
}
