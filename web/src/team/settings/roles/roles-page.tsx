import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../../../ui/button.tsx";
import { Chip } from "../../../ui/chip.tsx";
import { classes } from "../../../ui/classes.ts";
import { IconButton } from "../../../ui/icon-button.tsx";
import { Copy, Pencil, Plus, Trash2 } from "../../../ui/icons.generated.ts";
import ink from "../../../ui/ink.module.css";
import { LoadError } from "../../../ui/load-error.tsx";
import { type BuiltInRole, type OwnRole, type RoleList, rolesQuery } from "../queries.ts";
import styles from "../settings.module.css";
import { useWords } from "../words/words.ts";
import { RemoveRoleDialog } from "./remove-role-dialog.tsx";
import { RoleDialog, type RoleDraft } from "./role-dialog.tsx";
import { useRoleWords } from "./words/words.ts";

type Opened = { what: "write"; draft: RoleDraft } | { what: "remove"; role: OwnRole };

/** What each may do here: the company's own roles, made, copied, changed and removed, and the built-in ones. */
export function RolesPage() {
  const say = useRoleWords();
  const { data, error, refetch } = useQuery(rolesQuery);
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = () => setOpened(null);
  return (
    <div className={classes(styles.page, styles.wide)}>
      <p className={ink.secondary}>{say("roles.about")}</p>
      {error !== null && data === undefined && <LoadError error={error} onRetry={() => void refetch()} />}
      {data !== undefined && <Lists list={data} onOpen={setOpened} />}
      {data !== undefined && opened?.what === "write" && <RoleDialog list={data} draft={opened.draft} onClose={close} />}
      {opened?.what === "remove" && <RemoveRoleDialog role={opened.role} onClose={close} />}
    </div>
  );
}

function Lists({ list, onOpen }: { list: RoleList; onOpen: (opened: Opened) => void }) {
  const t = useWords();
  const say = useRoleWords();
  const write = (draft: RoleDraft) => onOpen({ what: "write", draft });
  const copyOf = ({ name, ...role }: Omit<RoleDraft, "id" | "newRights">) =>
    write({ ...role, id: null, name: say("roles.copyName", { name }).slice(0, 60), newRights: [] });
  const agent = list.builtIn.find(({ role }) => role === "agent");
  return (
    <>
      <div>
        <Button
          tone="primary"
          onClick={() =>
            write({
              id: null,
              name: "",
              description: "",
              base: "agent",
              sees: "all",
              capabilities: agent?.capabilities ?? [],
              newRights: [],
            })
          }
        >
          <Plus size={16} /> {say("roles.new")}
        </Button>
      </div>
      <section className={styles.section} aria-label={say("roles.own")}>
        <h2 className={styles.title}>{say("roles.own")}</h2>
        {list.items.length === 0 && <p className={ink.secondary}>{say("roles.none")}</p>}
        <ul className={styles.lines}>
          {list.items.map((role) => (
            <OwnLine
              key={role.id}
              role={role}
              onWrite={() => write(role)}
              onCopy={() => copyOf(role)}
              onRemove={() => onOpen({ what: "remove", role })}
            />
          ))}
        </ul>
      </section>
      <section className={styles.section} aria-label={say("roles.builtIn")}>
        <h2 className={styles.title}>{say("roles.builtIn")}</h2>
        <ul className={styles.lines}>
          {list.builtIn.map((one) => (
            <BuiltInLine
              key={one.role}
              of={one}
              onCopy={(base) => copyOf({ name: t(`role.${base}`), description: "", base, sees: one.sees, capabilities: one.capabilities })}
            />
          ))}
        </ul>
      </section>
    </>
  );
}

interface OwnLineProps {
  role: OwnRole;
  onWrite: () => void;
  onCopy: () => void;
  onRemove: () => void;
}

function OwnLine({
  role: { name, description, base, sees, capabilities, newRights, memberCount, invitationCount },
  onWrite,
  onCopy,
  onRemove,
}: OwnLineProps) {
  const t = useWords();
  const say = useRoleWords();
  const facts = [say("roles.from", { base: t(`role.${base}`) }), t(`sees.${sees}`), ...(description === "" ? [] : [description])];
  return (
    <li>
      <span className={styles.what}>
        <span>{name}</span>
        <span className={classes(ink.small, ink.secondary)}>{facts.join(" · ")}</span>
      </span>
      {newRights.length > 0 && <Chip tone="warn">{say("roles.newRights", { count: newRights.length })}</Chip>}
      <Chip outline>{say("roles.people", { count: memberCount })}</Chip>
      {invitationCount > 0 && <Chip outline>{say("roles.invited", { count: invitationCount })}</Chip>}
      <Chip outline>{say("roles.may", { count: capabilities.length })}</Chip>
      <span className={styles.acts}>
        <IconButton label={say("roles.change", { name })} onClick={onWrite}>
          <Pencil size={14} />
        </IconButton>
        <IconButton label={say("roles.copy", { name })} onClick={onCopy}>
          <Copy size={14} />
        </IconButton>
        <IconButton label={say("roles.remove", { name })} onClick={onRemove}>
          <Trash2 size={14} />
        </IconButton>
      </span>
    </li>
  );
}

function BuiltInLine({ of: { role, memberCount, capabilities }, onCopy }: { of: BuiltInRole; onCopy: (base: OwnRole["base"]) => void }) {
  const t = useWords();
  const say = useRoleWords();
  const name = t(`role.${role}`);
  return (
    <li>
      <span className={styles.what}>
        <span>{name}</span>
        <span className={classes(ink.small, ink.secondary)}>{t(`roleAbout.${role}`)}</span>
      </span>
      <Chip outline>{say("roles.people", { count: memberCount })}</Chip>
      <Chip outline>{say("roles.may", { count: capabilities.length })}</Chip>
      {role !== "owner" && (
        <IconButton label={say("roles.copy", { name })} onClick={() => onCopy(role)}>
          <Copy size={14} />
        </IconButton>
      )}
    </li>
  );
}
