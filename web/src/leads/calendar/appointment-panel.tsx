import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { toContact } from "../../contacts/paths.ts";
import { toConversation } from "../../inbox/paths.ts";
import { useMay } from "../../shell/session.tsx";
import { useLocale } from "../../text/locale.tsx";
import { Button } from "../../ui/button.tsx";
import { Chip } from "../../ui/chip.tsx";
import { Fact, Facts } from "../../ui/facts.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { X } from "../../ui/icons.generated.ts";
import { LoadError } from "../../ui/load-error.tsx";
import { Skeleton, SkeletonBar } from "../../ui/skeleton.tsx";
import { Spacer } from "../../ui/spacer.tsx";
import { useNow } from "../../ui/use-now.ts";
import { useConfirmAppointment } from "./appointment-acts.ts";
import styles from "./calendar.module.css";
import { CancelDialog } from "./cancel-dialog.tsx";
import { type Appointment, appointmentQuery } from "./queries.ts";
import { hourText, whenText } from "./texts.ts";
import { TimeDialog } from "./time-dialog.tsx";
import { useWords } from "./words/words.ts";

/** One appointment beside the week: when, with whom, and what can be done about it. */
export function AppointmentPanel({ appointmentId, onClose }: { appointmentId: string; onClose: () => void }) {
  const t = useWords();
  const { data, isPending, isError, error, refetch } = useQuery(appointmentQuery(appointmentId));
  return (
    <aside className={styles.panel} aria-label={t("appointment.one")}>
      <div className={styles.head}>
        <h2>{data?.service.name ?? t("appointment.one")}</h2>
        <Spacer />
        <IconButton label={t("appointment.close")} onClick={onClose}>
          <X size={16} />
        </IconButton>
      </div>
      {isPending && (
        <Skeleton>
          <SkeletonBar width="60%" top={12} />
        </Skeleton>
      )}
      {isError && <LoadError error={error} onRetry={() => void refetch()} />}
      {data !== undefined && <Opened appointment={data} />}
    </aside>
  );
}

function Opened({ appointment }: { appointment: Appointment }) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const { contact, member, startsAt, endsAt, state, note, cancelReason, conversationId } = appointment;
  const mayWrite = useMay("appointments.write");
  const now = useNow();
  const isOpen = mayWrite && state !== "cancelled" && Date.parse(startsAt) > now;
  return (
    <>
      <Facts>
        <Fact name={t("appointment.when")}>
          {whenText(startsAt, language, timeZone)} – {hourText(endsAt, language, timeZone)}
        </Fact>
        <Fact name={t("appointment.contact")}>
          <Link {...toContact(contact.id)}>{contact.name ?? t("appointment.noName")}</Link>
        </Fact>
        <Fact name={t("appointment.with")}>{member.name}</Fact>
        <Fact name={t("appointment.state")}>
          <Chip tone={state === "confirmed" ? "ok" : state === "cancelled" ? "danger" : undefined}>{t(`state.${state}`)}</Chip>
        </Fact>
        {note !== "" && <Fact name={t("appointment.note")}>{note}</Fact>}
        {cancelReason !== null && <Fact name={t("appointment.reason")}>{cancelReason}</Fact>}
      </Facts>
      {isOpen && <Acts appointment={appointment} />}
      {conversationId !== null && <Link {...toConversation(conversationId, { view: "all" })}>{t("appointment.conversation")}</Link>}
    </>
  );
}

function Acts({ appointment }: { appointment: Appointment }) {
  const t = useWords();
  const [asks, setAsks] = useState<"move" | "cancel" | null>(null);
  const confirm = useConfirmAppointment(appointment.id);
  const close = () => setAsks(null);
  return (
    <div className={styles.acts}>
      {appointment.state === "booked" && (
        <Button size="small" tone="primary" busy={confirm.busy} onClick={() => void confirm.run()}>
          {t("appointment.confirm")}
        </Button>
      )}
      <Button size="small" onClick={() => setAsks("move")}>
        {t("appointment.move")}
      </Button>
      <Button size="small" tone="danger" onClick={() => setAsks("cancel")}>
        {t("appointment.cancel")}
      </Button>
      {asks === "move" && <TimeDialog appointment={appointment} onClose={close} />}
      {asks === "cancel" && <CancelDialog appointment={appointment} onClose={close} />}
    </div>
  );
}
