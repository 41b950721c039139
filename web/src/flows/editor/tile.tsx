import { classes } from "../../ui/classes.ts";
import type { Icon } from "../../ui/icon.tsx";
import type { Tone } from "./block-look.ts";
import styles from "./tile.module.css";

/** A block's sign on its colour. */
export const Tile = ({ look: { icon: Sign, tone }, size = 22 }: { look: { icon: Icon; tone: Tone }; size?: number }) => (
  <span className={classes(styles.tile, styles[tone])} style={{ width: size, height: size }}>
    <Sign size={14} />
  </span>
);
