import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";
import { classes } from "./classes.ts";
import ink from "./ink.module.css";
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
          className="menu"
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
  checked?: boolean;
  children: ReactNode;
}

export function MenuItem({ onSelect, icon, hint, checked, children }: MenuItemProps) {
  return (
    <DropdownMenu.Item className={`menu-item${checked === true ? " on" : ""}`} onSelect={onSelect}>
      {icon}
      <span className={ink.oneLine}>{children}</span>
      <Spacer />
      {hint !== undefined && <span className={classes(ink.quiet, ink.small, ink.figures)}>{hint}</span>}
    </DropdownMenu.Item>
  );
}

export const MenuLabel = ({ children }: { children: ReactNode }) => (
  <DropdownMenu.Label className="menu-label">{children}</DropdownMenu.Label>
);
