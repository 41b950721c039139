import type { ButtonHTMLAttributes } from "react";
import styles from "./link-button.module.css";

/** A small act within a sentence. */
export const LinkButton = (props: Omit<ButtonHTMLAttributes<HTMLButtonElement>, "className">) => (
  <button type="button" {...props} className={styles.link} />
);
