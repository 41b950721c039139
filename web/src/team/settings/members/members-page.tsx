import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMay } from "../../../shell/session.tsx";
import { Button } from "../../../ui/button.tsx";
import { classes } from "../../../ui/classes.ts";
import { UserPlus } from "../../../ui/icons.generated.ts";
import ink from "../../../ui/ink.module.css";
import { LoadError } from "../../../ui/load-error.tsx";
import { membersQuery } from "../../queries.ts";
import { type Member, memberLogins } from "../queries.ts";
import styles from "../settings.module.css";
import { useWords } from "../words/words.ts";
import { AgentsSee } from "./agents-see.tsx";
import { ChangeDialog } from "./change-dialog.tsx";
import { Invitations } from "./invitations.tsx";
import { InviteDialog } from "./invite-dialog.tsx";
import { MemberLine } from "./member-line.tsx";
import { RemoveDialog } from "./remove-dialog.tsx";

type Opened = { what: "invite" } | { what: "change" | "remove"; member: Member };

/** Who works here: invited, changed, removed. */
export function MembersPage() {
  const t = useWords();
  const mayManageWorkspace = useMay("workspace.manage");
  const { data, error, refetch } = useQuery(membersQuery);
  const logins = useQuery(memberLogins).data?.items ?? [];
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = () => setOpened(null);
  return (
    <div className={classes(styles.page, styles.wide)}>
      <p className={ink.secondary}>{t("members.about")}</p>
      <div>
        <Button tone="primary" onClick={() => setOpened({ what: "invite" })}>
          <UserPlus size={16} /> {t("members.invite")}
        </Button>
      </div>
      {error !== null && data === undefined && <LoadError error={error} onRetry={() => void refetch()} />}
      <ul className={styles.lines} aria-label={t("section.members")}>
        {data?.items.map((member) => (
          <MemberLine
            key={member.id}
            member={member}
            login={logins.find(({ memberId }) => memberId === member.id)}
            onChange={() => setOpened({ what: "change", member })}
            onRemove={() => setOpened({ what: "remove", member })}
          />
        ))}
      </ul>
      <Invitations />
      {mayManageWorkspace && <AgentsSee />}
      {opened?.what === "invite" && <InviteDialog onClose={close} />}
      {opened?.what === "change" && <ChangeDialog member={opened.member} onClose={close} />}
      {opened?.what === "remove" && <RemoveDialog member={opened.member} onClose={close} />}
    </div>
  );
}
