import { Tooltip } from "radix-ui";
import type { ButtonHTMLAttributes, ReactNode, Ref } from "react";
import { Button, type ButtonLook } from "./button.tsx";
import styles from "./icon-button.module.css";
import { Key } from "./key.tsx";

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement>, ButtonLook {
  label: string;
  shortcut?: string;
  /** What it switches is on. */
  active?: boolean;
  children: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}

/** A button that is only an icon: it has a name, and after a moment a tooltip with its shortcut. */
export function IconButton({ label, shortcut, active, children, tone = "ghost", size = "small", ref, ...rest }: IconButtonProps) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>
        <Button aria-label={label} tone={tone} size={size} square data-active={active} ref={ref} {...rest}>
          {children}
        </Button>
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content className={styles.tip} sideOffset={4}>
          {label} {shortcut !== undefined && <Key className={styles.key}>{shortcut}</Key>}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
