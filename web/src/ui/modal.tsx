import { Dialog } from "radix-ui";
import type { ReactNode } from "react";
import { useCommonWords } from "../text/define-words.ts";
import { X } from "./icons.generated.ts";

interface ModalProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
  className?: string;
}

/** A layer above the page that keeps the focus and gives it back. */
export function Modal({ title, onClose, children, className = "dialog" }: ModalProps) {
  const t = useCommonWords();
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="scrim" />
        <Dialog.Content className={className} aria-describedby={undefined}>
          <header className="hd">
            <Dialog.Title asChild>
              <h2 className="el">{title}</h2>
            </Dialog.Title>
            <span className="sp" />
            <Dialog.Close className="btn gho sm ic" aria-label={t("dialog.close")}>
              <X size={16} />
            </Dialog.Close>
          </header>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
