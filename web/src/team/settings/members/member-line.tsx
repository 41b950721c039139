import { useMe } from "../../../shell/session.tsx";
import { ago } from "../../../text/times.ts";
import { Avatar } from "../../../ui/avatar.tsx";
import { Chip } from "../../../ui/chip.tsx";
import { classes } from "../../../ui/classes.ts";
import { IconButton } from "../../../ui/icon-button.tsx";
import { Pencil, ShieldCheck, Trash2 } from "../../../ui/icons.generated.ts";
import ink from "../../../ui/ink.module.css";
import { useNow } from "../../../ui/use-now.ts";
import type { Member } from "../queries.ts";
import styles from "../settings.module.css";
import { useWords } from "../words/words.ts";

interface MemberLineProps {
  member: Member;
  /** Undefined while it is not known. */
  login: { hasSecondFactor: boolean; lastSeenAt: string | null } | undefined;
  onChange: () => void;
  onRemove: () => void;
}

/** A person of the workspace: who, what they may, what they see, how they sign in. */
export function MemberLine({ member: { id, name, email, role, roleName, sees }, login, onChange, onRemove }: MemberLineProps) {
  const t = useWords();
  const me = useMe();
  const now = useNow();
  const seen = login?.lastSeenAt;
  return (
    <li>
      <Avatar name={name} size={28} />
      <span className={styles.what}>
        <span>
          {name} {id === me.id && <span className={ink.secondary}>({t("members.you")})</span>}
        </span>
        <span className={classes(ink.small, ink.secondary, ink.oneLine)} title={email}>
          {email}
        </span>
      </span>
      <Chip outline>{roleName ?? t(`role.${role}`)}</Chip>
      {sees !== null && <span className={classes(ink.small, ink.secondary)}>{t(`sees.${sees}`)}</span>}
      {login !== undefined && (
        <span className={classes(ink.small, ink.secondary)}>
          {t("members.lastSeen")}: {seen === null || seen === undefined ? t("members.never") : ago(now - Date.parse(seen), t)}
        </span>
      )}
      {login !== undefined && (
        <Chip {...(login.hasSecondFactor ? { tone: "ok" as const } : { outline: true })}>
          <ShieldCheck size={12} /> {t("members.factor")}: {t(login.hasSecondFactor ? "members.factorYes" : "members.factorNo")}
        </Chip>
      )}
      <span className={styles.acts}>
        <IconButton label={t("members.change", { name })} onClick={onChange}>
          <Pencil size={14} />
        </IconButton>
        <IconButton label={t("members.removeWho", { name })} onClick={onRemove}>
          <Trash2 size={14} />
        </IconButton>
      </span>
    </li>
  );
}
