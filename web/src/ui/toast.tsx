import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from "react";
import { useCommonWords } from "../text/define-words.ts";
import { Key } from "./key.tsx";
import styles from "./toast.module.css";

/** What a toast says. */
export interface Notice {
  text: string;
  undo?: () => void;
}

interface Toasts {
  show(notice: Notice): void;
  /** Undoes the last act while its toast is there. */
  undo(): void;
}

const ToastContext = createContext<Toasts>({ show: () => undefined, undo: () => undefined });
const LIFE_MS = 8_000;

export const useToast = () => useContext(ToastContext);

/** One at a time, at the bottom; gone after 8 s. Screen readers hear it. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const t = useCommonWords();
  const [notice, setNotice] = useState<Notice | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const current = useRef<Notice | null>(null);
  const set = useCallback((next: Notice | null) => {
    clearTimeout(timer.current);
    current.current = next;
    setNotice(next);
    const end = () => {
      current.current = null; // what is no longer offered is no longer undone
      setNotice(null);
    };
    if (next !== null) timer.current = setTimeout(end, LIFE_MS);
  }, []);
  const toasts = useMemo<Toasts>(
    () => ({
      show: set,
      undo() {
        current.current?.undo?.();
        set(null);
      },
    }),
    [set],
  );
  return (
    <ToastContext.Provider value={toasts}>
      {children}
      <div className={styles.place} role="status" aria-live="polite">
        {notice !== null && (
          <div className={styles.toast}>
            <span>{notice.text}</span>
            {notice.undo !== undefined && (
              <button type="button" className={styles.undo} onClick={toasts.undo}>
                {t("toast.undo")} <Key className={styles.key}>Z</Key>
              </button>
            )}
          </div>
        )}
      </div>
    </ToastContext.Provider>
  );
}
