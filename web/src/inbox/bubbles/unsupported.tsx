import ink from "../../ui/ink.module.css";
import { useWords } from "../words/words.ts";

/** A message that cannot be shown as what it is: what only the phone can read says so. */
export function Unsupported({ label }: { label: string }) {
  const t = useWords();
  if (label === "unreadable") return <span className={ink.quiet}>{t("message.unreadable")}</span>;
  if (label === "view_once") return <span className={ink.quiet}>{t("message.viewOnce")}</span>;
  // The provider's own word says something to whoever looks for it, and nothing to most people.
  return (
    <span className={ink.quiet} title={label}>
      {t("message.unsupported", { label: t.find(`unsupported.${label}`) ?? t("unsupported.other") })}
    </span>
  );
}
