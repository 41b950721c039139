import { Download } from "lucide-react";
import { useState } from "react";
import { type Attachment, fileUrl } from "../../api/client.ts";
import { useText } from "../../text/text.tsx";
import { Modal } from "../../ui/modal.tsx";

/** A picture in its own size; a click zooms. */
export default function Viewer({ attachment, onClose }: { attachment: Attachment; onClose: () => void }) {
  const t = useText();
  const [zoomed, setZoomed] = useState(false);
  return (
    <Modal title={attachment.fileName ?? t("kind.image")} onClose={onClose} className="viewer">
      <button type="button" className={`viewer-image${zoomed ? " zoomed" : ""}`} onClick={() => setZoomed(!zoomed)}>
        <img src={fileUrl(attachment)} alt={attachment.fileName ?? t("kind.image")} />
      </button>
      <a className="btn viewer-save" href={fileUrl(attachment)} download={attachment.fileName ?? ""}>
        <Download size={14} /> {t("file.download")}
      </a>
    </Modal>
  );
}
