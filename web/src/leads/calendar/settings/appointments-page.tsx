import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { calendarsQuery } from "../../../desk/queries.ts";
import { SettingsPage } from "../../../shell/settings-page.tsx";
import { membersQuery } from "../../../team/queries.ts";
import { Button } from "../../../ui/button.tsx";
import { Spacer } from "../../../ui/spacer.tsx";
import { useSetHost } from "../appointment-acts.ts";
import styles from "../calendar.module.css";
import { appointmentSettingsQuery, hostsQuery, type Service, servicesQuery } from "../queries.ts";
import { useWords } from "../words/words.ts";
import { RemindersPart } from "./reminders-part.tsx";
import { ServiceDialog } from "./service-dialog.tsx";

/** What can be booked, with whom and when, and how people are reminded. */
export function AppointmentsPage() {
  const t = useWords();
  const { data } = useQuery(appointmentSettingsQuery);
  return (
    <SettingsPage title={t("settings.appointments")}>
      <div className={styles.settings}>
        <HostsPart />
        <ServicesPart />
        {data !== undefined && <RemindersPart key={JSON.stringify(data)} settings={data} />}
      </div>
    </SettingsPage>
  );
}

/** Each member with the calendar of their working hours. */
function HostsPart() {
  const t = useWords();
  const members = useQuery(membersQuery).data?.items ?? [];
  const calendars = useQuery(calendarsQuery).data?.items ?? [];
  const hosts = useQuery(hostsQuery).data?.items ?? [];
  const set = useSetHost();
  return (
    <section aria-label={t("hosts.title")}>
      <h2>{t("hosts.title")}</h2>
      <p className={styles.meta}>{t("hosts.text")}</p>
      <ul className={styles.rows}>
        {members.map(({ id, name }) => (
          <li key={id}>
            <span>{name}</span>
            <Spacer />
            <select
              className={styles.choice}
              aria-label={t("hosts.calendarOf", { name })}
              value={hosts.find(({ memberId }) => memberId === id)?.calendarId ?? ""}
              onChange={({ target }) => void set.run({ memberId: id, calendarId: target.value === "" ? null : target.value })}
            >
              <option value="">{t("hosts.none")}</option>
              {calendars.map((calendar) => (
                <option key={calendar.id} value={calendar.id}>
                  {calendar.name}
                </option>
              ))}
            </select>
          </li>
        ))}
      </ul>
    </section>
  );
}

function ServicesPart() {
  const t = useWords();
  const { data } = useQuery(servicesQuery);
  const [opened, setOpened] = useState<Service | "new" | null>(null);
  return (
    <section aria-label={t("services.title")}>
      <h2>{t("services.title")}</h2>
      {data?.items.length === 0 && <p className={styles.meta}>{t("services.none")}</p>}
      <ul className={styles.rows}>
        {(data?.items ?? []).map((service) => (
          <li key={service.id}>
            <b>{service.name}</b>
            <span className={styles.meta}>{t("services.facts", { minutes: service.minutes, count: service.memberIds.length })}</span>
            <Spacer />
            <Button size="small" onClick={() => setOpened(service)}>
              {t("services.change", { name: service.name })}
            </Button>
          </li>
        ))}
      </ul>
      <div>
        <Button size="small" onClick={() => setOpened("new")}>
          {t("services.new")}
        </Button>
      </div>
      {opened !== null && <ServiceDialog {...(opened === "new" ? {} : { service: opened })} onClose={() => setOpened(null)} />}
    </section>
  );
}
