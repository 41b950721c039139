import { memberNotice, noticeSubject } from "../../notices/index.ts";
import { sql } from "../../platform/index.ts";
import { appointmentsRead } from "../rights.ts";
import { appointmentVisibleTo } from "./appointment.ts";

type What = "booked" | "moved" | "confirmed" | "cancelled";

const SAID: Record<"pt-BR" | "en" | "es", Record<What, string>> = {
  "pt-BR": { booked: "Marcado", moved: "Remarcado", confirmed: "Confirmado", cancelled: "Cancelado" },
  en: { booked: "Booked", moved: "Moved", confirmed: "Confirmed", cancelled: "Cancelled" },
  es: { booked: "Reservado", moved: "Cambiado", confirmed: "Confirmado", cancelled: "Cancelado" },
};

/** Somebody else, or the contact, did something with an appointment of the member. `when`: as the wall shows it where it was agreed. */
export const APPOINTMENT_CHANGED = memberNotice<{ what: What; when: string }>({
  kind: "leads.appointment",
  subject: "appointment",
  isUrgent: false,
  group: "mine",
  media: { app: true, desktop: true, sound: true, push: true, email: true },
  labels: { "pt-BR": "Meus compromissos", en: "My appointments", es: "Mis citas" },
  words: {
    "pt-BR": ({ name, what, when }) => ({ title: `${SAID["pt-BR"][what]}: ${name}`, text: when }),
    en: ({ name, what, when }) => ({ title: `${SAID.en[what]}: ${name}`, text: when }),
    es: ({ name, what, when }) => ({ title: `${SAID.es[what]}: ${name}`, text: when }),
  },
});

/** Appointments as notices name them, only to whoever sees them now. */
export const appointmentNoticeSubject = noticeSubject({
  subject: "appointment",
  async read(tx, told, ids) {
    if (!told.capabilities.has(appointmentsRead.name)) return new Map();
    const rows = await tx.many(sql<{ id: string; name: string; day: string }>`
      select a.id, concat_ws(', ', s.name, coalesce(p.name, p.profile_name)) as name, (a.starts_at at time zone a.time_zone)::date::text as day
      from appointments a join appointment_services s on s.workspace_id = a.workspace_id and s.id = a.service_id
        join contacts p on p.workspace_id = a.workspace_id and p.id = a.contact_id
      where a.id = any(${[...ids]}) and ${appointmentVisibleTo({ ...told, kind: "member" as const })}`);
    return new Map(rows.map(({ id, name, day }) => [id, { name, path: `/calendar?day=${day}&appointment=${id}` }]));
  },
});
