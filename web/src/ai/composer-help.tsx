import { useDraft } from "../inbox/drafts/drafts.tsx";
import { Button } from "../ui/button.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { Sparkles, X } from "../ui/icons.generated.ts";
import { Menu, MenuItem } from "../ui/menu.tsx";
import styles from "./ai.module.css";
import { useHelp, WAYS } from "./use-help.ts";
import { useWords } from "./words/words.ts";
import { Written } from "./written.tsx";

const LANGUAGES = ["pt-BR", "en", "es"] as const;

/** In the composer: a model writes an answer, or puts the draft in other words or another language. What it wrote stands above, until somebody uses or refuses it. */
export function ComposerHelp({ conversationId }: { conversationId: string }) {
  const t = useWords();
  const { text } = useDraft(conversationId, "reply");
  const help = useHelp(conversationId);
  if (help === null) return null;
  const { want, busy, problem, shown, close } = help;
  const isWritten = text.trim() !== "";
  return (
    <>
      <Menu
        align="start"
        trigger={
          <Button tone="ghost" size="small" busy={busy} className={styles.compose}>
            <Sparkles size={14} /> {t(isWritten ? "help.improve" : "help.reply")}
          </Button>
        }
      >
        <MenuItem onSelect={() => void want({ kind: "reply" })}>{t("help.reply")}</MenuItem>
        {isWritten &&
          WAYS.map((way) => (
            <MenuItem key={way} onSelect={() => void want({ kind: "rewrite", text, way })}>
              {t(`help.way.${way}`)}
            </MenuItem>
          ))}
        {isWritten &&
          LANGUAGES.map((language) => (
            <MenuItem key={language} onSelect={() => void want({ kind: "translate", text, language })}>
              {t(`help.into.${language}`)}
            </MenuItem>
          ))}
        <MenuItem onSelect={() => void want({ kind: "translate" })}>{t("help.translate")}</MenuItem>
      </Menu>
      {problem !== null && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
      {shown !== null && (
        <section className={styles.aboveComposer} aria-label={t("help.title")}>
          <IconButton label={t("help.close")} onClick={close}>
            <X size={14} />
          </IconButton>
          <Written key={shown.help.runId} conversationId={conversationId} {...shown} onDone={close} />
        </section>
      )}
    </>
  );
}
