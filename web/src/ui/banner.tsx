import type { ReactNode } from "react";
import styles from "./banner.module.css";

/** Trouble that explains why something waits, over the region that it is about. `alert` interrupts a screen reader. */
export const Banner = ({ role = "status", children }: { role?: "status" | "alert"; children: ReactNode }) => (
  <div className={styles.banner} role={role}>
    {children}
  </div>
);
