import type { AnchorHTMLAttributes, ButtonHTMLAttributes, Ref } from "react";
import styles from "./button.module.css";
import { classes } from "./classes.ts";

export interface ButtonLook {
  /** One primary button a region. `note` saves what only the team sees; `danger` takes something away. */
  tone?: "plain" | "primary" | "ghost" | "note" | "danger";
  /** 26 px high, or as wide as its place. */
  size?: "small" | "wide";
  /** As wide as high: for an icon alone. */
  square?: boolean;
}

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement>, ButtonLook {
  /** What it asked for is under way. It stays where it is and says so. */
  busy?: boolean;
  ref?: Ref<HTMLButtonElement> | undefined;
}

/** A button that says what it does. What cannot be done now is `aria-disabled`, readable, and says why in its title. */
export function Button({ tone, size, square, busy, className, ref, ...rest }: ButtonProps) {
  return <button type="button" {...rest} ref={ref} className={classes(buttonClass({ tone, size, square }), className)} aria-busy={busy} />;
}

interface ButtonLinkProps extends AnchorHTMLAttributes<HTMLAnchorElement>, ButtonLook {}

/** A link that looks like a button: a download, a page elsewhere. */
export function ButtonLink({ tone, size, square, className, children, ...rest }: ButtonLinkProps) {
  return (
    <a {...rest} className={classes(buttonClass({ tone, size, square }), className)}>
      {children}
    </a>
  );
}

type Look = { [Part in keyof ButtonLook]: ButtonLook[Part] | undefined };

/** The look alone, for elements that other libraries make. */
export function buttonClass({ tone = "plain", size, square }: Partial<Look>): string {
  return classes(styles.button, tone !== "plain" && styles[tone], size !== undefined && styles[size], square === true && styles.square);
}
