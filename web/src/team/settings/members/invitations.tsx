import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "../../../api/client.ts";
import { useLocale } from "../../../text/locale.tsx";
import { stamp } from "../../../text/times.ts";
import { Chip } from "../../../ui/chip.tsx";
import { classes } from "../../../ui/classes.ts";
import { IconButton } from "../../../ui/icon-button.tsx";
import { Send, X } from "../../../ui/icons.generated.ts";
import ink from "../../../ui/ink.module.css";
import { useAct } from "../../../ui/use-act.ts";
import { useNow } from "../../../ui/use-now.ts";
import { type Invitation, openInvitations } from "../queries.ts";
import styles from "../settings.module.css";
import { useWords } from "../words/words.ts";
import { LinkDialog, sendInvitation } from "./invite-dialog.tsx";

/** Who was invited and has not come yet. Nothing where there is nobody. */
export function Invitations() {
  const t = useWords();
  const { data } = useQuery(openInvitations);
  const [sent, setSent] = useState<{ email: string; link: string } | null>(null);
  return (
    <>
      {data !== undefined && data.items.length > 0 && (
        <section className={styles.section} aria-label={t("members.invitations")}>
          <h2 className={styles.title}>{t("members.invitations")}</h2>
          <ul className={styles.lines}>
            {data.items.map((invitation) => (
              <InvitationLine key={invitation.id} invitation={invitation} onSent={setSent} />
            ))}
          </ul>
        </section>
      )}
      {sent !== null && <LinkDialog {...sent} onClose={() => setSent(null)} />}
    </>
  );
}

interface InvitationLineProps {
  invitation: Invitation;
  onSent: (sent: { email: string; link: string }) => void;
}

function InvitationLine({ invitation: { id, email, role, roleId, roleName, invitedBy, expiresAt }, onSent }: InvitationLineProps) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const now = useNow();
  const refresh = [openInvitations.queryKey];
  const revoke = useAct(t, () => unwrap(api.DELETE("/api/v1/invitations/{invitationId}", { params: { path: { invitationId: id } } })), {
    refresh,
    done: () => ({ text: t("members.revoked") }),
  });
  const resend = useAct(t, sendInvitation, { refresh });
  const isOver = Date.parse(expiresAt) < now;
  async function sendAgain() {
    // The server makes no invitation of an owner.
    const sent = role === "owner" ? undefined : await resend.run({ email, ...(roleId === null ? { role } : { roleId }) });
    if (sent !== undefined) onSent(sent);
  }
  return (
    <li>
      <span className={styles.what}>
        <span className={ink.oneLine}>{email}</span>
        <span className={classes(ink.small, ink.secondary)}>
          {t(isOver ? "members.expired" : "members.invitedBy", { name: invitedBy, when: stamp(expiresAt, now, t, language, timeZone) })}
        </span>
      </span>
      <Chip outline>{roleName ?? t(`role.${role}`)}</Chip>
      <span className={styles.acts}>
        <IconButton label={t("members.resend", { email })} onClick={() => void sendAgain()}>
          <Send size={14} />
        </IconButton>
        <IconButton label={t("members.revoke", { email })} onClick={() => void revoke.run()}>
          <X size={14} />
        </IconButton>
      </span>
    </li>
  );
}
