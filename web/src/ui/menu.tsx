import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";
import { classes } from "./classes.ts";
import ink from "./ink.module.css";
import styles from "./menu.module.css";
import { Spacer } from "./spacer.tsx";

interface MenuProps {
  trigger: ReactNode;
  children: ReactNode;
  align?: "start" | "end";
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
}

/** A menu on the button that `trigger` is. */
export function Menu({ trigger, children, align = "end", ...state }: MenuProps) {
  return (
    <DropdownMenu.Root {...state} modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className={styles.menu}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          // It returns to the button, unless what was chosen has taken it.
          onCloseAutoFocus={(event) => document.activeElement !== document.body && event.preventDefault()}
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

interface MenuItemProps {
  onSelect: () => void;
  icon?: ReactNode;
  hint?: string;
  /** It is a choice, and whether it is the one that holds: said by screen readers too. */
  checked?: boolean;
  /** The choice is on or off by itself; otherwise it is one of those around it. */
  toggles?: boolean;
  children: ReactNode;
}

/** An act of a menu, or one of its choices. */
export function MenuItem({ onSelect, icon, hint, checked, toggles, children }: MenuItemProps) {
  const words = (
    <>
      {icon}
      <span className={ink.oneLine}>{children}</span>
      <Spacer />
      {hint !== undefined && <span className={classes(ink.quiet, ink.small, ink.figures)}>{hint}</span>}
    </>
  );
  if (checked === undefined) {
    return (
      <DropdownMenu.Item className={styles.item} onSelect={onSelect}>
        {words}
      </DropdownMenu.Item>
    );
  }
  return (
    <DropdownMenu.CheckboxItem
      className={styles.item}
      role={toggles === true ? "menuitemcheckbox" : "menuitemradio"}
      checked={checked}
      onSelect={onSelect}
    >
      {words}
    </DropdownMenu.CheckboxItem>
  );
}

/** Words over a group of items. */
export const MenuLabel = ({ children }: { children: ReactNode }) => (
  <DropdownMenu.Label className={styles.label}>{children}</DropdownMenu.Label>
);
