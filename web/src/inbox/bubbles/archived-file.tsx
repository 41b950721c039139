import { useState } from "react";
import { type Attachment, api, fileUrl } from "../../api/client.ts";
import { Button } from "../../ui/button.tsx";
import { Archive } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { useAct } from "../../ui/use-act.ts";
import { useWords } from "../words/words.ts";
import styles from "./attachment.module.css";

/** In cold storage: its small picture is here, the file comes when it is asked for. */
export default function ArchivedFile({ attachment }: { attachment: Attachment }) {
  const t = useWords();
  const recall = useAct(t, () =>
    api.POST("/api/v1/attachments/{attachmentId}/recall", { params: { path: { attachmentId: attachment.id } } }),
  );
  const [asked, setAsked] = useState(false);
  async function ask() {
    setAsked(true);
    // It comes later; only a refusal brings the button back.
    if ((await recall.run()) === undefined) setAsked(false);
  }
  return (
    <div className={styles.failed}>
      {attachment.hasThumbnail ? <img src={fileUrl(attachment, "thumbnail")} alt="" width={48} height={48} /> : <Archive size={16} />}
      <span className={ink.oneLine}>
        {t("file.tiered")} {attachment.fileName === null ? "" : `· ${attachment.fileName}`}
      </span>
      <Button size="small" busy={asked} onClick={() => void ask()}>
        {t("file.recall")}
      </Button>
    </div>
  );
}
