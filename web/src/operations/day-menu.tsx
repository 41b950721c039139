import { useState } from "react";
import { dayIn, daysLater } from "../text/days.ts";
import { useLocale } from "../text/locale.tsx";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { FormDialog } from "../ui/form.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { Ellipsis } from "../ui/icons.generated.ts";
import { Menu, MenuItem } from "../ui/menu.tsx";
import type { Order } from "./queries.ts";
import { useWords } from "./words/words.ts";

interface DayMenuProps {
  order: Order;
  onMove: (order: Order, day: string) => void;
}

/** Moves an order to another day without dragging. */
export function DayMenu({ order, onMove }: DayMenuProps) {
  const t = useWords();
  const { timeZone } = useLocale();
  const [isAsking, setAsking] = useState(false);
  const due = dayIn(new Date(order.dueAt), timeZone);
  const today = dayIn(new Date(), timeZone);
  const ways = { today, tomorrow: daysLater(today, 1), dayLater: daysLater(due, 1), weekLater: daysLater(due, 7) };
  const asked = (Object.keys(ways) as (keyof typeof ways)[]).filter((way) => ways[way] !== due);
  return (
    <>
      <Menu
        trigger={
          <IconButton label={t("orders.moveTo", { code: order.code })}>
            <Ellipsis size={16} />
          </IconButton>
        }
      >
        {asked.map((way) => (
          <MenuItem key={way} onSelect={() => onMove(order, ways[way])}>
            {t(`calendar.to.${way}`)}
          </MenuItem>
        ))}
        <MenuItem onSelect={() => setAsking(true)}>{t("calendar.to.other")}</MenuItem>
      </Menu>
      {isAsking && <DayDialog order={order} day={due} onMove={onMove} onClose={() => setAsking(false)} />}
    </>
  );
}

function DayDialog({ order, day: due, onMove, onClose }: DayMenuProps & { day: string; onClose: () => void }) {
  const t = useWords();
  const [day, setDay] = useState(due);
  return (
    <FormDialog
      title={t("orders.moveTo", { code: order.code })}
      onClose={onClose}
      onSubmit={() => {
        if (day !== due) onMove(order, day);
        onClose();
      }}
      actions={
        <>
          <Button onClick={onClose}>{t("order.back")}</Button>
          <Button type="submit" tone="primary">
            {t("calendar.move")}
          </Button>
        </>
      }
    >
      <TextField label={t("calendar.on")} type="date" required value={day} onChange={({ target }) => setDay(target.value)} />
    </FormDialog>
  );
}
