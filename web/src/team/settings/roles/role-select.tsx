import { useQuery } from "@tanstack/react-query";
import { SelectField } from "../../../ui/field.tsx";
import { ROLES } from "../members/roles.ts";
import { type Base, type Role, rolesQuery } from "../queries.ts";
import { useWords } from "../words/words.ts";
import { useRoleWords } from "./words/words.ts";

/** A role as a form holds it: a built-in one by its name, one of the company's own by its id. */
export type ChosenRole<BuiltIn extends Role = Role> = { role: BuiltIn } | { roleId: string };

/** Roles that somebody other than an owner is given. */
export const BASES = ROLES.filter((role) => role !== "owner") satisfies Base[];

interface RoleSelectProps<BuiltIn extends Role> {
  label: string;
  builtIn: readonly BuiltIn[];
  chosen: ChosenRole<BuiltIn>;
  onChoose: (chosen: ChosenRole<BuiltIn>) => void;
  /** Left out of the list. */
  without?: string;
}

/** One of the built-in roles, or of the company's own. */
export function RoleSelect<BuiltIn extends Role>({ label, builtIn, chosen, onChoose, without }: RoleSelectProps<BuiltIn>) {
  const t = useWords();
  const say = useRoleWords();
  const own = (useQuery(rolesQuery).data?.items ?? []).filter(({ id }) => id !== without);
  const about = "role" in chosen ? t(`roleAbout.${chosen.role as Role}`) : own.find(({ id }) => id === chosen.roleId)?.description;
  function choose(value: string) {
    const role = builtIn.find((one) => one === value);
    onChoose(role === undefined ? { roleId: value } : { role });
  }
  return (
    <SelectField
      label={label}
      hint={about === "" ? undefined : about}
      value={"role" in chosen ? chosen.role : chosen.roleId}
      onChange={({ target }) => choose(target.value)}
    >
      {builtIn.map((one) => (
        <option key={one} value={one}>
          {t(`role.${one as Role}`)}
        </option>
      ))}
      {own.length > 0 && (
        <optgroup label={say("roles.own")}>
          {own.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </optgroup>
      )}
    </SelectField>
  );
}
