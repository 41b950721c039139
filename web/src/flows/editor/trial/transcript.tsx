import type { Capabilities } from "../../../../../content/capabilities.ts";
import type { OutboundContent } from "../../../../../content/content.ts";
import { type Degradation, degrade } from "../../../../../content/degrade.ts";
import { useLocale } from "../../../text/locale.tsx";
import { Chip } from "../../../ui/chip.tsx";
import { classes } from "../../../ui/classes.ts";
import ink from "../../../ui/ink.module.css";
import { useWords } from "../../words/words.ts";
import type { Line } from "./lines.ts";
import styles from "./trial.module.css";

interface TranscriptProps {
  lines: readonly Line[];
  /** Of the channel that is played; null shows what the flow says as it is. */
  can: Capabilities | null;
  /** Names of acts, by id. */
  nameOf: (action: string) => string;
  onTap?: (block: string, option: { id: string; title: string }) => void;
}

/** The conversation as the contact has it on this channel, and what the flow did beside it. */
export function Transcript({ lines, can, nameOf, onTap }: TranscriptProps) {
  return (
    <ol className={styles.lines}>
      {lines.map((line) => (
        <li key={line.key} className={classes(styles.line, line.by === "contact" && styles.theirs)}>
          <OneLine line={line} can={can} nameOf={nameOf} {...(onTap === undefined ? {} : { onTap })} />
        </li>
      ))}
    </ol>
  );
}

function OneLine({ line, can, nameOf, onTap }: Omit<TranscriptProps, "lines"> & { line: Line }) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  switch (line.by) {
    case "contact":
      return <p className={styles.bubble}>{line.text}</p>;
    case "flow": {
      const { parts, changes } = shownOn(line.effect.content, can);
      return (
        <>
          {parts.map((part, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: parts of one message keep their order
            <Part key={index} content={part} onTap={onTap === undefined ? undefined : (option) => onTap(line.block, option)} />
          ))}
          <Changes changes={changes} />
        </>
      );
    }
    case "deed":
      return <p className={styles.deed}>{sayDeed(line.effect, nameOf, t)}</p>;
    case "result":
      return <p className={classes(styles.deed, ink.danger)}>{t("flow.trial.failed", { reason: line.reason })}</p>;
    case "clock":
      return (
        <p className={styles.deed}>
          {new Intl.DateTimeFormat(language, { dateStyle: "short", timeStyle: "short", timeZone }).format(new Date(line.at))}
        </p>
      );
    case "end":
      return <p className={styles.deed}>{t.find(`flow.ending.${line.ending}`) ?? line.ending}</p>;
  }
}

/** What of a message is shown otherwise on this channel. */
export function Changes({ changes }: { changes: readonly Degradation[] }) {
  const t = useWords();
  return changes.map((change) => (
    <Chip key={change} tone="warn">
      {t(`flow.degraded.${change}`)}
    </Chip>
  ));
}

/** As it leaves on a channel that can do so much. */
function shownOn(content: OutboundContent, can: Capabilities | null): { parts: OutboundContent[]; changes: readonly Degradation[] } {
  if (can === null) return { parts: [content], changes: [] };
  return degrade(content, can, { files: new Map(), linkTo: (id) => `/api/v1/attachments/${id}/content` });
}

interface PartProps {
  content: OutboundContent;
  onTap?: ((option: { id: string; title: string }) => void) | undefined;
}

/** One message with its buttons or rows. */
function Part({ content, onTap }: PartProps) {
  const t = useWords();
  const options =
    content.kind === "buttons" ? content.buttons : content.kind === "list" ? content.sections.flatMap(({ rows }) => rows) : [];
  const text = "text" in content ? content.text : undefined;
  return (
    <div className={styles.bubble}>
      {"attachmentId" in content && <p className={ink.quiet}>📎 {t.find(`flow.kind.${content.kind}`) ?? content.kind}</p>}
      {content.kind === "location" && <p>📍 {content.name ?? `${content.latitude}, ${content.longitude}`}</p>}
      {content.kind === "template" && <p className={ink.quiet}>{content.name}</p>}
      {text !== undefined && <p>{text}</p>}
      {content.kind === "list" && <p className={ink.quiet}>{content.button}</p>}
      {content.kind === "location_request" && <p className={ink.quiet}>{t("flow.trial.askLocation")}</p>}
      {options.map((option) => (
        <button key={option.id} type="button" className={styles.tap} disabled={onTap === undefined} onClick={() => onTap?.(option)}>
          {option.title}
        </button>
      ))}
    </div>
  );
}

function sayDeed(
  effect: Extract<Line, { by: "deed" }>["effect"],
  nameOf: (action: string) => string,
  t: ReturnType<typeof useWords>,
): string {
  switch (effect.do) {
    case "act":
      return t("flow.trial.acted", { name: nameOf(effect.action) });
    case "request":
      return t("flow.trial.requested", { method: effect.method, url: effect.url });
    case "hand_over":
      return t("flow.trial.handedOver", { to: t(`flow.handTo.${effect.to}`) });
    case "register":
      return t("flow.trial.registered", { form: effect.form });
    case "hours":
      return t("flow.trial.hours");
    case "room":
      return effect.roomBlock;
    case "sub_flow":
      return t("flow.trial.subFlow");
  }
}
