import { useState } from "react";
import { api, unwrap } from "../../../api/client.ts";
import { Button } from "../../../ui/button.tsx";
import { SelectField, TextField } from "../../../ui/field.tsx";
import { FormActions, FormDialog, FormSteps } from "../../../ui/form.tsx";
import ink from "../../../ui/ink.module.css";
import { Modal, ModalBody } from "../../../ui/modal.tsx";
import { useAct } from "../../../ui/use-act.ts";
import { type NewInvitation, openInvitations } from "../queries.ts";
import { SecretLine } from "../secret-line.tsx";
import { useWords } from "../words/words.ts";
import { ROLES } from "./roles.ts";

/** Nobody is invited as an owner: who is one makes another of a colleague. */
const INVITABLE = ROLES.filter((role) => role !== "owner") satisfies NewInvitation["role"][];

/** Sends an invitation. @returns it with its link, which is told this once */
export const sendInvitation = (body: NewInvitation) => unwrap(api.POST("/api/v1/invitations", { body }));

/** Whom, and as what; then the link, for whom the mail does not reach. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const t = useWords();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<NewInvitation["role"]>("agent");
  const [sent, setSent] = useState<{ email: string; link: string } | null>(null);
  const send = useAct(t, () => sendInvitation({ email: email.trim(), role }), {
    problem: "inline",
    refresh: [openInvitations.queryKey],
  });
  if (sent !== null) return <LinkDialog {...sent} onClose={onClose} />;
  return (
    <FormDialog
      title={t("members.invite")}
      onClose={onClose}
      onSubmit={async () => setSent((await send.run()) ?? null)}
      busy={send.busy}
      problem={send.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="submit" tone="primary" busy={send.busy}>
            {t("members.send")}
          </Button>
        </>
      }
    >
      <TextField
        label={t("members.email")}
        type="email"
        required
        maxLength={254}
        autoFocus
        value={email}
        onChange={({ target }) => setEmail(target.value)}
      />
      <SelectField
        label={t("members.role")}
        hint={t(`roleAbout.${role}`)}
        value={role}
        onChange={({ target }) => setRole(INVITABLE.find((one) => one === target.value) ?? role)}
      >
        {INVITABLE.map((one) => (
          <option key={one} value={one}>
            {t(`role.${one}`)}
          </option>
        ))}
      </SelectField>
    </FormDialog>
  );
}

/** The link of an invitation that was just sent. */
export function LinkDialog({ email, link, onClose }: { email: string; link: string; onClose: () => void }) {
  const t = useWords();
  return (
    <Modal title={t("members.invite")} onClose={onClose}>
      <ModalBody>
        <FormSteps>
          <p role="status">{t("members.sent", { email })}</p>
          <b>{t("members.link")}</b>
          <SecretLine label={t("members.link")} text={link} />
          <p className={ink.secondary}>{t("members.linkAbout")}</p>
          <FormActions>
            <Button tone="primary" onClick={onClose}>
              {t("members.done")}
            </Button>
          </FormActions>
        </FormSteps>
      </ModalBody>
    </Modal>
  );
}
