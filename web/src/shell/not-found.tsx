import { useCommonWords } from "../text/define-words.ts";
import { NotThere } from "../ui/load-error.tsx";
import styles from "./not-found.module.css";
import { useTheme } from "./session.tsx";

/** An address that no room has a page for. */
export function NotFound() {
  const t = useCommonWords();
  useTheme("system");
  return (
    <main className={styles.page}>
      <NotThere />
      <a href="/">{t("error.home")}</a>
    </main>
  );
}
