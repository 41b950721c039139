import { Link } from "@tanstack/react-router";
import type { Target } from "../../shell/room.ts";
import { useLocale } from "../../text/locale.tsx";
import { Avatar } from "../../ui/avatar.tsx";
import { Chip } from "../../ui/chip.tsx";
import { Spacer } from "../../ui/spacer.tsx";
import styles from "./calendar.module.css";
import type { Appointment } from "./queries.ts";
import { hourText, whenText } from "./texts.ts";
import { useWords } from "./words/words.ts";

interface AppointmentLineProps {
  appointment: Appointment;
  /** Where it opens. */
  target: Target;
  isOpen?: boolean;
  /** Out of its calendar the day is not known. */
  showsDay?: boolean;
}

/** When, with whom, about what. */
export function AppointmentLine({ appointment, target, isOpen, showsDay }: AppointmentLineProps) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const { startsAt, endsAt, contact, service, member, state } = appointment;
  return (
    <Link {...target} className={styles.line} data-open={isOpen === true ? "" : undefined} data-state={state}>
      <span className={styles.head}>
        <b>
          {showsDay === true
            ? whenText(startsAt, language, timeZone)
            : `${hourText(startsAt, language, timeZone)} – ${hourText(endsAt, language, timeZone)}`}
        </b>
        <Spacer />
        <span title={member.name}>
          <Avatar name={member.name} size={20} />
        </span>
      </span>
      <span>{contact.name ?? t("appointment.noName")}</span>
      <span className={styles.meta}>{service.name}</span>
      {state !== "booked" && (
        <span>
          <Chip tone={state === "confirmed" ? "ok" : "danger"}>{t(`state.${state}`)}</Chip>
        </span>
      )}
    </Link>
  );
}
