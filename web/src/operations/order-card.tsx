import { Link } from "@tanstack/react-router";
import { useLocale } from "../text/locale.tsx";
import { Chip } from "../ui/chip.tsx";
import { classes } from "../ui/classes.ts";
import { IconButton } from "../ui/icon-button.tsx";
import { Ellipsis } from "../ui/icons.generated.ts";
import ink from "../ui/ink.module.css";
import { Menu, MenuItem } from "../ui/menu.tsx";
import { Spacer } from "../ui/spacer.tsx";
import { movesFrom } from "./moves.ts";
import { isLate, isOver } from "./order-state.ts";
import styles from "./orders.module.css";
import { toOrder } from "./paths.ts";
import type { Move, Order } from "./queries.ts";
import { whenText } from "./when-text.ts";
import { useWords } from "./words/words.ts";

interface OrderCardProps {
  order: Order;
  /** What it is moved by without dragging; absent: it only leads to the order. */
  onMove?: (move: Move) => void;
  /** In a column everybody sees the state already. */
  showsState?: boolean;
}

/** An order in a few lines: what, where, by whom, until when. */
export function OrderCard({ order, onMove, showsState }: OrderCardProps) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const { code, title, priority, asset, site, contact, technician, dueAt, state } = order;
  const over = isOver(order);
  const moves = onMove === undefined ? [] : movesFrom(state);
  return (
    <article className={styles.card}>
      <div className={styles.head}>
        <span className={classes(ink.small, ink.quiet, ink.figures)}>{code}</span>
        {priority !== "normal" && (
          <Chip tone={priority === "urgent" ? "danger" : priority === "high" ? "warn" : undefined}>{t(`priority.${priority}`)}</Chip>
        )}
        {showsState === true && <Chip outline>{t(`state.${state}`)}</Chip>}
        <Spacer />
        {moves.length > 0 && (
          <Menu
            trigger={
              <IconButton label={t("orders.moveTo", { code })}>
                <Ellipsis size={16} />
              </IconButton>
            }
          >
            {moves.map((move) => (
              <MenuItem key={move} onSelect={() => onMove?.(move)}>
                {t(`move.${move}`)}
              </MenuItem>
            ))}
          </Menu>
        )}
      </div>
      <Link {...toOrder(order.id)}>{title}</Link>
      <div className={styles.meta}>
        {asset !== null && <span>{asset.code}</span>}
        {(contact ?? site) !== null && <span>{(contact ?? site)?.name}</span>}
        <span>{technician?.name ?? t("orders.nobody")}</span>
        {!over && (
          <span className={isLate(order) ? styles.late : undefined}>
            {t("orders.dueAt", { when: whenText(dueAt, language, timeZone) })}
          </span>
        )}
      </div>
    </article>
  );
}
