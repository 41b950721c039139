import { useState } from "react";
import { api, type Outbound, unwrap } from "../../api/client.ts";
import { useLocale } from "../../text/locale.tsx";
import { Button } from "../../ui/button.tsx";
import { CalendarClock } from "../../ui/icons.generated.ts";
import { Menu, MenuItem } from "../../ui/menu.tsx";
import { useToast } from "../../ui/toast.tsx";
import { useAct } from "../../ui/use-act.ts";
import { momentText } from "./moment-text.ts";
import { ScheduleDialog } from "./schedule-dialog.tsx";
import { sendTimes } from "./send-times.ts";
import { useWords } from "./words/words.ts";

interface ScheduleMenuProps {
  conversationId: string;
  /** What is written now, as the messages that it leaves as; empty while a file still goes up. */
  messages: () => Outbound[];
  /** It waits: the field can be emptied. */
  onDone: () => void;
}

/** The clock beside the button that sends: what is written leaves later. */
export default function ScheduleMenu({ conversationId, messages, onDone }: ScheduleMenuProps) {
  const t = useWords();
  const toast = useToast();
  const { language, timeZone } = useLocale();
  const [choosing, setChoosing] = useState(false);
  const refresh = [["scheduled", conversationId]];
  const cancel = useAct(t, (ids: string[]) => Promise.all(ids.map(drop)), { refresh });
  const schedule = useAct(
    t,
    async ({ at, unlessAnswered }: { at: string; unlessAnswered: boolean }) => {
      const made = [];
      // One after the other: they leave in this order.
      for (const message of messages())
        made.push(
          await unwrap(
            api.POST("/api/v1/conversations/{conversationId}/scheduled-messages", {
              params: { path: { conversationId } },
              body: { message, at, unlessAnswered },
            }),
          ),
        );
      return made;
    },
    {
      refresh,
      done(made) {
        const [first] = made;
        if (first === undefined) return { text: t("schedule.nothing") };
        onDone();
        return {
          text: t("schedule.done", { when: momentText(first.dueAt, language, timeZone) }),
          undo: () => void cancel.run(made.map(({ id }) => id)),
        };
      },
    },
  );
  const times = sendTimes(Date.now(), timeZone);
  const at = (time: string) => () => void schedule.run({ at: time, unlessAnswered: false });
  const choose = () => (messages().length === 0 ? toast.show({ text: t("schedule.nothing") }) : setChoosing(true));
  return (
    <>
      <Menu
        trigger={
          <Button tone="ghost" size="small" square aria-label={t("schedule.open")} title={t("schedule.open")} busy={schedule.busy}>
            <CalendarClock size={16} />
          </Button>
        }
      >
        <MenuItem onSelect={at(times.hour)}>{t("schedule.hour")}</MenuItem>
        <MenuItem onSelect={at(times.tomorrow)}>{t("schedule.tomorrow")}</MenuItem>
        <MenuItem onSelect={at(times.monday)}>{t("schedule.monday")}</MenuItem>
        <MenuItem onSelect={choose}>{t("schedule.other")}</MenuItem>
      </Menu>
      {choosing && (
        <ScheduleDialog
          at={times.tomorrow}
          unlessAnswered={false}
          onClose={() => setChoosing(false)}
          onSave={async ({ at, unlessAnswered }) => (await schedule.run({ at, unlessAnswered })) !== undefined}
        />
      )}
    </>
  );
}

const drop = (scheduledId: string) => unwrap(api.DELETE("/api/v1/scheduled-messages/{scheduledId}", { params: { path: { scheduledId } } }));
