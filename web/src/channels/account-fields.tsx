import { useState } from "react";
import type { ChannelKind } from "../api/client.ts";
import { Check } from "../ui/check.tsx";
import { TextField } from "../ui/field.tsx";
import styles from "./account-fields.module.css";
import { useWords } from "./words/words.ts";

export type Values = Record<string, string>;

interface AccountFieldsProps {
  kind: ChannelKind;
  values: Values;
  onChange: (values: Values) => void;
  /** The account is there already: its name at the provider stays, and a secret that is left empty stays as it is. */
  isChange?: boolean;
  /** What the provider said of the keys: shown at the first of them, where it is mended. */
  keyProblem?: string | undefined;
}

/** So few optional fields need no fold. */
const FEW = 2;

/** What a channel of this kind needs, as its provider calls it; what few people fill in waits behind a fold. */
export function AccountFields({ kind, values, onChange, isChange = false, keyProblem }: AccountFieldsProps) {
  const t = useWords();
  // A kind with no secret that all must give has one that nearly all give: a mailbox's password, where others have tokens.
  const usualSecret = kind.fields.find(({ secret }) => secret);
  const rest = kind.fields.filter((field) => !field.required && field !== usualSecret);
  const folded = rest.length > FEW ? rest : [];
  const [isOpen, setOpen] = useState(() => folded.some(({ name }) => (values[name] ?? "") !== ""));
  const draw = (fields: ChannelKind["fields"]) =>
    fields.map((field) => (
      <AccountField
        key={field.name}
        field={field}
        values={values}
        onChange={onChange}
        isChange={isChange}
        keyProblem={field === usualSecret ? keyProblem : undefined}
      />
    ));
  return (
    <>
      {draw(kind.fields.filter((field) => !folded.includes(field)))}
      {folded.length > 0 && (
        <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary className={styles.fold}>{t("channels.moreFields")}</summary>
          <div className={styles.folded}>{draw(folded)}</div>
        </details>
      )}
    </>
  );
}

type AccountFieldProps = Omit<AccountFieldsProps, "kind"> & { field: ChannelKind["fields"][number] };

function AccountField({ field, values, onChange, isChange = false, keyProblem }: AccountFieldProps) {
  const t = useWords();
  const { name, secret, required, identifies, isSwitch } = field;
  const key = `channels.field.${name}`;
  const words = t.find(key) ?? name;
  if (isSwitch)
    return (
      <Check label={words} checked={values[name] === "on"} onChange={(checked) => onChange({ ...values, [name]: checked ? "on" : "" })} />
    );
  return (
    <TextField
      label={words + (required ? "" : ` (${t("channels.optional")})`)}
      problem={keyProblem}
      value={values[name] ?? ""}
      type={secret ? "password" : "text"}
      autoComplete="off"
      spellCheck={false}
      required={required && !(secret && isChange)}
      disabled={identifies && isChange}
      {...(secret && isChange ? { placeholder: t("channels.secretKept") } : {})}
      onChange={(event) => onChange({ ...values, [name]: event.target.value })}
    />
  );
}
