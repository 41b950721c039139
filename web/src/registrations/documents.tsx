import { useState } from "react";
import { useLocale } from "../text/locale.tsx";
import { clockTime, fileSize } from "../text/times.ts";
import { ButtonLink } from "../ui/button.tsx";
import { classes } from "../ui/classes.ts";
import { IconButton } from "../ui/icon-button.tsx";
import { Download, File, RotateCw, ZoomIn, ZoomOut } from "../ui/icons.generated.ts";
import { LinkButton } from "../ui/link-button.tsx";
import { Spacer } from "../ui/spacer.tsx";
import styles from "./documents.module.css";
import { type Registration, type RegistrationFile, registrationFileUrl, registrationPageUrl } from "./queries.ts";
import { useWords } from "./words/words.ts";

const [SMALLEST, LARGEST, STEP] = [50, 300, 25];
/** Of a long PDF, the first pages. */
const MOST_PAGES = 10;

/** Papers side by side: larger, smaller, turned, as they were received. */
export function Documents({ registration: { files, fields } }: { registration: Registration }) {
  const t = useWords();
  const [zoom, setZoom] = useState(100);
  const [turned, setTurned] = useState(0);
  const [showsReplaced, setShowsReplaced] = useState(false);
  const shown = files.filter(({ isReplaced }) => showsReplaced || !isReplaced);
  const labelOf = (key: string) => fields.find((one) => one.key === key)?.label ?? key;
  return (
    <section className={styles.documents} aria-label={t("registrations.docs")}>
      <header className={styles.head}>
        <h3>{t("registrations.docs")}</h3>
        <span>{t("registrations.docsCount", { count: shown.length })}</span>
        {files.some(({ isReplaced }) => isReplaced) && !showsReplaced && (
          <LinkButton onClick={() => setShowsReplaced(true)}>{t("registrations.showReplaced")}</LinkButton>
        )}
        <Spacer />
        <IconButton label={t("registrations.turn")} onClick={() => setTurned((turned + 90) % 360)}>
          <RotateCw size={16} />
        </IconButton>
        <IconButton label={t("registrations.smaller")} disabled={zoom <= SMALLEST} onClick={() => setZoom(Math.max(SMALLEST, zoom - STEP))}>
          <ZoomOut size={16} />
        </IconButton>
        <span aria-live="polite">{zoom} %</span>
        <IconButton label={t("registrations.larger")} disabled={zoom >= LARGEST} onClick={() => setZoom(Math.min(LARGEST, zoom + STEP))}>
          <ZoomIn size={16} />
        </IconButton>
      </header>
      {shown.length === 0 ? (
        <p className={styles.none}>{t("registrations.noDocs")}</p>
      ) : (
        <div className={styles.stage} style={{ "--zoom": zoom / 100, "--turned": `${turned}deg` } as React.CSSProperties}>
          {shown.map((file) => (
            <Paper key={file.id} file={file} label={labelOf(file.field)} />
          ))}
        </div>
      )}
    </section>
  );
}

function Paper({ file, label }: { file: RegistrationFile; label: string }) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const size = file.width === null || file.height === null ? "" : `${file.width} × ${file.height}`;
  const facts = [label, size, file.size === null ? "" : fileSize(file.size, language)].filter((part) => part !== "");
  return (
    <figure className={classes(styles.paper, file.isReplaced && styles.replaced)}>
      <Looks file={file} label={label} />
      <figcaption>
        <span>
          {file.isReplaced && `${t("registrations.replaced")}: `}
          {facts.join(", ")}
        </span>
        <Spacer />
        <span>{clockTime(file.createdAt, language, timeZone)}</span>
        {file.state === "kept" && (
          <ButtonLink
            size="small"
            tone="ghost"
            square
            href={registrationFileUrl(file.id)}
            download={file.fileName}
            aria-label={t("registrations.download", { name: file.fileName })}
          >
            <Download size={14} />
          </ButtonLink>
        )}
      </figcaption>
    </figure>
  );
}

/** The picture, or the pages as pictures: a browser never opens what a stranger sent. */
function Looks({ file, label }: { file: RegistrationFile; label: string }) {
  const t = useWords();
  if (file.state !== "kept")
    return <p className={styles.absent}>{t(file.state === "lost" ? "registrations.lostDoc" : "registrations.waitingDoc")}</p>;
  if (file.pages !== null)
    return (
      <div className={styles.pages}>
        {Array.from({ length: Math.min(file.pages, MOST_PAGES) }, (_, index) => index + 1).map((page) => (
          <img key={page} src={registrationPageUrl(file.id, page)} alt={t("registrations.page", { label, page })} loading="lazy" />
        ))}
      </div>
    );
  if (file.width === null)
    return (
      <p className={styles.absent}>
        <File size={20} /> {file.fileName}
      </p>
    );
  return <img src={registrationFileUrl(file.id)} alt={label} width={file.width} height={file.height ?? undefined} loading="lazy" />;
}
