import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { dayIn, daysLater, startOf } from "../../text/days.ts";
import { useLocale } from "../../text/locale.tsx";
import { Button } from "../../ui/button.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form.tsx";
import { useNow } from "../../ui/use-now.ts";
import { useBook, useMoveAppointment } from "./appointment-acts.ts";
import styles from "./calendar.module.css";
import { type Appointment, hostsQuery, servicesQuery, slotsQuery } from "./queries.ts";
import { hourText } from "./texts.ts";
import { useWords } from "./words/words.ts";

interface TimeDialogProps {
  /** The appointment that is moved; absent: a new one. */
  appointment?: Appointment;
  /** Whom a new one is with. */
  known?: { conversationId: string } | { contactId: string };
  onClose: () => void;
}

/** A free time is chosen: what, with whom, on which day, and when. */
export function TimeDialog({ appointment, known, onClose }: TimeDialogProps) {
  const t = useWords();
  const { timeZone } = useLocale();
  const services = useQuery(servicesQuery).data?.items ?? [];
  const hosts = useQuery(hostsQuery).data?.items ?? [];
  const [chosen, setChosen] = useState(appointment?.service.id ?? "");
  const [memberId, setMemberId] = useState(appointment?.member.id ?? "");
  const today = dayIn(new Date(useNow()), timeZone);
  const [day, setDay] = useState(appointment === undefined ? today : dayIn(new Date(appointment.startsAt), timeZone));
  const [startsAt, setStartsAt] = useState("");
  const [note, setNote] = useState("");
  const book = useBook();
  const move = useMoveAppointment(appointment?.id ?? "");
  const act = appointment === undefined ? book : move;
  const serviceId = chosen === "" ? (services[0]?.id ?? "") : chosen;
  const service = services.find(({ id }) => id === serviceId);
  const withMember = memberId === "" ? {} : { memberId };
  async function submit() {
    if (startsAt === "") return act.setProblem(t("appointment.choose"));
    const done =
      appointment === undefined
        ? await book.run({ serviceId, startsAt, ...withMember, ...known, ...(note.trim() === "" ? {} : { note: note.trim() }) })
        : await move.run({ startsAt, ...withMember, revision: appointment.revision });
    if (done !== undefined) onClose();
  }
  return (
    <FormDialog
      title={appointment === undefined ? t("appointment.book") : t("appointment.move")}
      onClose={onClose}
      onSubmit={submit}
      busy={act.busy}
      problem={act.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("appointment.back")}</Button>
          <Button type="submit" tone="primary" busy={act.busy}>
            {appointment === undefined ? t("appointment.book") : t("appointment.move")}
          </Button>
        </>
      }
    >
      <div className={styles.pair}>
        {appointment === undefined && (
          <SelectField label={t("appointment.service")} value={serviceId} onChange={({ target }) => setChosen(target.value)}>
            {services.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
        )}
        <SelectField label={t("appointment.with")} value={memberId} onChange={({ target }) => setMemberId(target.value)}>
          <option value="">{t("appointment.anybody")}</option>
          {hosts
            .filter((host) => service?.memberIds.includes(host.memberId) ?? host.memberId === memberId)
            .map((host) => (
              <option key={host.memberId} value={host.memberId}>
                {host.name}
              </option>
            ))}
        </SelectField>
        <TextField
          label={t("appointment.day")}
          type="date"
          required
          min={today}
          value={day}
          onChange={({ target }) => setDay(target.value)}
        />
      </div>
      {serviceId !== "" && day !== "" && (
        <Times
          asked={{ serviceId, memberId: memberId || undefined, appointmentId: appointment?.id }}
          day={day}
          chosen={startsAt}
          onChoose={setStartsAt}
        />
      )}
      {appointment === undefined && (
        <TextField label={t("appointment.note")} maxLength={1000} value={note} onChange={({ target }) => setNote(target.value)} />
      )}
    </FormDialog>
  );
}

interface TimesProps {
  asked: { serviceId: string; memberId: string | undefined; appointmentId: string | undefined };
  day: string;
  chosen: string;
  onChoose: (startsAt: string) => void;
}

/** The free times of a day. */
function Times({ asked, day, chosen, onChoose }: TimesProps) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const { data } = useQuery(slotsQuery({ ...asked, from: startOf(day, timeZone), until: startOf(daysLater(day, 1), timeZone) }));
  if (data === undefined) return null;
  if (data.items.length === 0) return <p className={styles.meta}>{t("appointment.noTime")}</p>;
  return (
    <fieldset className={styles.times}>
      <legend>{t("appointment.time")}</legend>
      {data.items.map(({ startsAt }) => (
        <label key={startsAt}>
          <input type="radio" name="time" value={startsAt} checked={chosen === startsAt} onChange={() => onChoose(startsAt)} />
          <span>{hourText(startsAt, language, timeZone)}</span>
        </label>
      ))}
    </fieldset>
  );
}
