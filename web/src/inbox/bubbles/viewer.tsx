import { useState } from "react";
import { type Attachment, fileUrl, pageUrl } from "../../api/client.ts";
import { ButtonLink } from "../../ui/button.tsx";
import { classes } from "../../ui/classes.ts";
import { Download } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { Modal } from "../../ui/modal.tsx";
import { useWords } from "../words/words.ts";
import styles from "./viewer.module.css";

/** A picture in its own size, or the pages of a PDF, which the server draws: nothing that a contact sent is opened here. */
export default function Viewer({ attachment, onClose }: { attachment: Attachment; onClose: () => void }) {
  const t = useWords();
  return (
    <Modal title={attachment.fileName ?? t("kind.image")} onClose={onClose} size="screen">
      {attachment.pages === null ? <Picture attachment={attachment} /> : <Pages attachment={attachment} count={attachment.pages} />}
      <ButtonLink className={styles.save} href={fileUrl(attachment)} download={attachment.fileName ?? ""}>
        <Download size={14} /> {t("file.download")}
      </ButtonLink>
    </Modal>
  );
}

/** A click zooms. */
function Picture({ attachment }: { attachment: Attachment }) {
  const t = useWords();
  const [zoomed, setZoomed] = useState(false);
  return (
    <button type="button" className={styles.picture} aria-pressed={zoomed} onClick={() => setZoomed(!zoomed)}>
      <img src={fileUrl(attachment)} alt={attachment.fileName ?? t("kind.image")} />
    </button>
  );
}

function Pages({ attachment, count }: { attachment: Attachment; count: number }) {
  const t = useWords();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it
    <section className={styles.pages} tabIndex={0} aria-label={t("file.pages", { count })}>
      {Array.from({ length: count }, (_, index) => index + 1).map((page) => (
        <Page key={page} address={pageUrl(attachment, page)} words={t("file.page", { page, count })} />
      ))}
    </section>
  );
}

/** Asked for when it comes near; its place is that of a sheet of paper until it is here. */
function Page({ address, words }: { address: string; words: string }) {
  const t = useWords();
  const [state, setState] = useState<"waiting" | "here" | "failed">("waiting");
  return (
    <figure>
      {state === "failed" ? (
        <p className={classes(styles.waiting, ink.quiet)}>{t("file.page_failed")}</p>
      ) : (
        <img
          className={state === "waiting" ? styles.waiting : undefined}
          src={address}
          alt={words}
          loading="lazy"
          aria-busy={state === "waiting"}
          onLoad={() => setState("here")}
          onError={() => setState("failed")}
        />
      )}
      <figcaption className={classes(ink.small, ink.quiet, ink.figures)}>{words}</figcaption>
    </figure>
  );
}
