import { Dialog } from "radix-ui";
import { type ReactNode, useState } from "react";
import { useCommonWords } from "../text/define-words.ts";
import { buttonClass } from "./button.tsx";
import { classes } from "./classes.ts";
import { focusPage } from "./focus-page.ts";
import { Header } from "./header.tsx";
import { X } from "./icons.generated.ts";
import ink from "./ink.module.css";
import styles from "./modal.module.css";
import { Spacer } from "./spacer.tsx";

interface ModalProps {
  title: string;
  onClose: () => void;
  /** 560 px when missing; `screen` fills nearly all of it. */
  size?: "wide" | "widest" | "screen";
  children: ReactNode;
}

/** A layer above the page that keeps the focus and gives it back. What it holds stands in a `ModalBody`, or reaches its edges. */
export function Modal({ title, onClose, size, children }: ModalProps) {
  const t = useCommonWords();
  // The library gives the focus back to a trigger of its own only; our layers are opened by any button.
  const [opener] = useState(() => document.activeElement);
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles.scrim} />
        <Dialog.Content
          className={size === "screen" ? styles.screen : classes(styles.dialog, size !== undefined && styles[size])}
          aria-describedby={undefined}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            // A moment after the layer went: whoever has the focus by then was given it by a key.
            if (document.activeElement !== document.body) return;
            if (opener instanceof HTMLElement && opener.isConnected && opener !== document.body) opener.focus();
            else focusPage();
          }}
        >
          <Header>
            <Dialog.Title asChild>
              <h2 className={ink.oneLine}>{title}</h2>
            </Dialog.Title>
            <Spacer />
            <Dialog.Close className={buttonClass({ tone: "ghost", size: "small", square: true })} aria-label={t("dialog.close")}>
              <X size={16} />
            </Dialog.Close>
          </Header>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** The inside of a layer, with its distance from the edges. */
export const ModalBody = ({ children }: { children: ReactNode }) => <div className={styles.body}>{children}</div>;
