import { Archive } from "lucide-react";
import { useState } from "react";
import { type Attachment, api, fileUrl } from "../../api/client.ts";
import { useWords } from "../../text/text.tsx";
import { Button } from "../../ui/button.tsx";
import ink from "../../ui/ink.module.css";
import styles from "./attachment.module.css";

/** In cold storage: its small picture is here, the file comes when it is asked for. */
export default function ArchivedFile({ attachment }: { attachment: Attachment }) {
  const { t } = useWords();
  const [asked, setAsked] = useState(false);
  const recall = () => {
    setAsked(true);
    void api.POST("/api/v1/attachments/{attachmentId}/recall", { params: { path: { attachmentId: attachment.id } } });
  };
  return (
    <div className={styles.failed}>
      {attachment.hasThumbnail ? <img src={fileUrl(attachment, "thumbnail")} alt="" width={48} height={48} /> : <Archive size={16} />}
      <span className={ink.oneLine}>
        {t("file.tiered")} {attachment.fileName === null ? "" : `· ${attachment.fileName}`}
      </span>
      <Button size="small" busy={asked} onClick={recall}>
        {t("file.recall")}
      </Button>
    </div>
  );
}
