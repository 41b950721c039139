import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useMay } from "../../shell/session.tsx";
import { dayIn, startOf } from "../../text/days.ts";
import { useLocale } from "../../text/locale.tsx";
import { Button } from "../../ui/button.tsx";
import { CalendarDays } from "../../ui/icons.generated.ts";
import { Menu, MenuItem } from "../../ui/menu.tsx";
import { useNow } from "../../ui/use-now.ts";
import { useOfferSlots } from "./appointment-acts.ts";
import { AppointmentLine } from "./appointment-line.tsx";
import styles from "./calendar.module.css";
import { toAppointmentSettings, toCalendar } from "./paths.ts";
import { appointmentsOf, servicesQuery } from "./queries.ts";
import { TimeDialog } from "./time-dialog.tsx";
import { useWords } from "./words/words.ts";

interface AppointmentSectionProps {
  /** Of the open conversation; absent on the contact's own page. */
  conversationId?: string;
  contactId: string;
}

/** What is booked with the person, and how to book more. */
export function AppointmentSection({ conversationId, contactId }: AppointmentSectionProps) {
  const t = useWords();
  const mayWrite = useMay("appointments.write");
  const { timeZone } = useLocale();
  const today = dayIn(new Date(useNow()), timeZone);
  const items = useQuery(appointmentsOf(contactId, startOf(today, timeZone))).data?.items ?? [];
  const [isBooking, setBooking] = useState(false);
  if (items.length === 0 && !mayWrite) return null;
  const isTalk = conversationId !== undefined;
  const Heading = isTalk ? "h3" : "h2";
  return (
    <section className={isTalk ? styles.inPanel : styles.onPage} aria-label={t("appointment.many")}>
      <Heading>{t("appointment.many")}</Heading>
      {items.length > 0 && (
        <ul className={styles.lines}>
          {items.map((appointment) => (
            <li key={appointment.id}>
              <AppointmentLine
                appointment={appointment}
                showsDay
                target={toCalendar({ day: dayIn(new Date(appointment.startsAt), timeZone), appointment: appointment.id })}
              />
            </li>
          ))}
        </ul>
      )}
      {mayWrite && <Acts conversationId={conversationId} onBook={() => setBooking(true)} />}
      {isBooking && <TimeDialog known={isTalk ? { conversationId } : { contactId }} onClose={() => setBooking(false)} />}
    </section>
  );
}

function Acts({ conversationId, onBook }: { conversationId: string | undefined; onBook: () => void }) {
  const t = useWords();
  const mayManage = useMay("appointments.manage");
  const { data } = useQuery(servicesQuery);
  if (data === undefined) return null;
  if (data.items.length === 0)
    return mayManage ? (
      <Link {...toAppointmentSettings()}>{t("appointment.setUp")}</Link>
    ) : (
      <p className={styles.meta}>{t("appointment.noServices")}</p>
    );
  return (
    <div className={styles.acts}>
      <Button size="small" onClick={onBook}>
        <CalendarDays size={14} /> {t("appointment.book")}
      </Button>
      {conversationId !== undefined && <OfferMenu conversationId={conversationId} services={data.items} />}
    </div>
  );
}

function OfferMenu({ conversationId, services }: { conversationId: string; services: readonly { id: string; name: string }[] }) {
  const t = useWords();
  const offer = useOfferSlots(conversationId);
  return (
    <Menu
      trigger={
        <Button size="small" busy={offer.busy}>
          {t("appointment.offer")}
        </Button>
      }
    >
      {services.map(({ id, name }) => (
        <MenuItem key={id} onSelect={() => void offer.run(id)}>
          {name}
        </MenuItem>
      ))}
    </Menu>
  );
}
