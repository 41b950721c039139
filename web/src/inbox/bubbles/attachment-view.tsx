import { lazy, Suspense } from "react";
import { type Attachment, api, fileUrl } from "../../api/client.ts";
import { useMay } from "../../shell/session.tsx";
import { useLocale } from "../../text/locale.tsx";
import { fileSize } from "../../text/times.ts";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { classes } from "../../ui/classes.ts";
import { Download, FileText, LoaderCircle, TriangleAlert } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { useAct } from "../../ui/use-act.ts";
import { useWords } from "../words/words.ts";
import styles from "./attachment.module.css";
import { AudioPlayer } from "./audio-player.tsx";

/** The words of voice messages load with the first of them. */
const VoiceWords = lazy(() => import("../voice/voice-words.tsx"));
const ArchivedFile = lazy(() => import("./archived-file.tsx"));

interface AttachmentViewProps {
  attachment: Attachment;
  author: string;
  onOpen: (attachment: Attachment) => void;
}

/** A file as what its bytes are: picture, sound, film, or a download. */
export function AttachmentView({ attachment, author, onOpen }: AttachmentViewProps) {
  const t = useWords();
  if (attachment.state === "pending") return <PendingFile attachment={attachment} />;
  if (attachment.state === "failed") return <FailedFile attachment={attachment} />;
  if (attachment.state === "tiered")
    return (
      <Suspense>
        <ArchivedFile attachment={attachment} />
      </Suspense>
    );
  switch (attachment.kind) {
    case "image":
    case "sticker":
      return (
        <button
          type="button"
          className={classes(styles.picture, attachment.kind === "sticker" && styles.sticker)}
          style={pictureSize(attachment)}
          onClick={() => onOpen(attachment)}
        >
          <img
            src={fileUrl(attachment, attachment.hasThumbnail ? "thumbnail" : "original")}
            alt={t("file.image", { name: author })}
            loading="lazy"
          />
        </button>
      );
    case "audio":
    case "voice":
      return (
        <div>
          <AudioPlayer attachment={attachment} />
          <Suspense>
            <VoiceWords attachment={attachment} />
          </Suspense>
        </div>
      );
    case "video":
      // biome-ignore lint/a11y/useMediaCaption: a contact's film comes without words
      return <video className={styles.video} src={fileUrl(attachment)} controls preload="metadata" />;
    default:
      return <FileRow attachment={attachment} onOpen={onOpen} />;
  }
}

const MAX_WIDTH = 260;
const MAX_HEIGHT = 320;

/** The place is reserved before the picture is there. */
function pictureSize({ width, height, kind }: Attachment): React.CSSProperties {
  const [limitWidth, limitHeight] = kind === "sticker" ? [140, 140] : [MAX_WIDTH, MAX_HEIGHT];
  if (width === null || height === null || width === 0 || height === 0) return { width: limitWidth, height: 180 };
  const scale = Math.min(limitWidth / width, limitHeight / height);
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

function FileRow({ attachment, onOpen }: Pick<AttachmentViewProps, "attachment" | "onOpen">) {
  const t = useWords();
  const { language } = useLocale();
  return (
    <div className={styles.file}>
      <span className={styles.sheet}>
        {attachment.hasThumbnail ? (
          <img src={fileUrl(attachment, "thumbnail")} alt="" loading="lazy" />
        ) : (
          <FileText size={20} strokeWidth={1.6} />
        )}
      </span>
      <span className={styles.words}>
        <span className={classes(styles.name, ink.medium, ink.oneLine)} title={attachment.fileName ?? ""}>
          {attachment.fileName ?? t("kind.document")}
        </span>
        <span className={classes(ink.small, ink.quiet, ink.figures)}>
          {[
            attachment.pages === null ? extension(attachment) : t("file.pages", { count: attachment.pages }),
            attachment.size === null ? "" : fileSize(attachment.size, language),
          ]
            .filter((part) => part !== "")
            .join(" · ")}
        </span>
      </span>
      <span className={styles.tools}>
        {attachment.pages !== null && (
          <Button tone="ghost" size="small" onClick={() => onOpen(attachment)}>
            {t("file.open")}
          </Button>
        )}
        <ButtonLink
          tone="ghost"
          size="small"
          square
          href={fileUrl(attachment)}
          download={attachment.fileName ?? ""}
          aria-label={t("file.download")}
        >
          <Download size={16} />
        </ButtonLink>
      </span>
    </div>
  );
}

const extension = ({ fileName, mediaType }: Attachment) =>
  (/\.([A-Za-z0-9]{1,8})$/.exec(fileName ?? "")?.[1] ?? mediaType?.split("/")[1] ?? "").toUpperCase();

function PendingFile({ attachment }: { attachment: Attachment }) {
  const t = useWords();
  return (
    <div className={classes(styles.waiting, ["image", "video"].includes(attachment.kind) && styles.asPicture)} aria-busy="true">
      <LoaderCircle className={styles.turning} size={16} /> {t("file.pending")}
    </div>
  );
}

/** Nothing brings these back. */
const FINAL = ["forbidden_type", "infected"];

function FailedFile({ attachment }: { attachment: Attachment }) {
  const t = useWords();
  const { language } = useLocale();
  const mayFetchLarge = useMay("channels.manage");
  const again = useAct(t, () =>
    api.POST("/api/v1/attachments/{attachmentId}/retry", { params: { path: { attachmentId: attachment.id } } }),
  );
  const key = `file.failed.${attachment.failureCode}`;
  return (
    <div className={styles.failed}>
      <TriangleAlert size={16} />
      <span className={styles.words}>
        <span className={classes(styles.name, ink.oneLine)}>{t.find(key) ?? t("file.failed.unavailable")}</span>
        <span className={classes(ink.small, ink.quiet, ink.oneLine, ink.figures)}>
          {[attachment.fileName, attachment.mediaType, attachment.size === null ? null : fileSize(attachment.size, language)]
            .filter((part) => part !== null)
            .join(" · ")}
        </span>
      </span>
      {!FINAL.includes(attachment.failureCode ?? "") && (attachment.failureCode !== "too_large" || mayFetchLarge) && (
        <Button size="small" busy={again.busy} onClick={() => void again.run()}>
          {t("file.retry")}
        </Button>
      )}
    </div>
  );
}
