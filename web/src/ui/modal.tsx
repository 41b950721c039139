import { X } from "lucide-react";
import { Dialog } from "radix-ui";
import type { ReactNode } from "react";
import { useText } from "../text/text.tsx";
import { buttonClass } from "./button.tsx";
import ink from "./ink.module.css";
import { Spacer } from "./spacer.tsx";

interface ModalProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
  className?: string;
}

/** A layer above the page that keeps the focus and gives it back. */
export function Modal({ title, onClose, children, className = "dialog" }: ModalProps) {
  const t = useText();
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="scrim" />
        <Dialog.Content className={className} aria-describedby={undefined}>
          <header className="hd">
            <Dialog.Title asChild>
              <h2 className={ink.oneLine}>{title}</h2>
            </Dialog.Title>
            <Spacer />
            <Dialog.Close className={buttonClass({ tone: "ghost", size: "small", square: true })} aria-label={t("file.close")}>
              <X size={16} />
            </Dialog.Close>
          </header>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
