import { useState } from "react";
import { api, unwrap } from "../../../api/client.ts";
import { Button } from "../../../ui/button.tsx";
import { TextField } from "../../../ui/field.tsx";
import { FormActions, FormDialog, FormSteps } from "../../../ui/form.tsx";
import ink from "../../../ui/ink.module.css";
import { Modal, ModalBody } from "../../../ui/modal.tsx";
import { useAct } from "../../../ui/use-act.ts";
import { type Base, type NewInvitation, openInvitations, rolesQuery } from "../queries.ts";
import { BASES, type ChosenRole, RoleSelect } from "../roles/role-select.tsx";
import { SecretLine } from "../secret-line.tsx";
import { useWords } from "../words/words.ts";

/** Sends an invitation. @returns it with its link, which is told this once */
export const sendInvitation = (body: NewInvitation) => unwrap(api.POST("/api/v1/invitations", { body }));

/** Whom, and as what; then the link, for whom the mail does not reach. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const t = useWords();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<ChosenRole<Base>>({ role: "agent" });
  const [sent, setSent] = useState<{ email: string; link: string } | null>(null);
  const send = useAct(t, () => sendInvitation({ email: email.trim(), ...role }), {
    problem: "inline",
    refresh: [openInvitations.queryKey, rolesQuery.queryKey],
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
      {/* Nobody is invited as an owner: who is one makes another of a colleague. */}
      <RoleSelect label={t("members.role")} builtIn={BASES} chosen={role} onChoose={setRole} />
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
