import type { ChannelKind } from "../api/client.ts";
import { isChannelTextKey, useChannelText } from "./words/use-channel-text.ts";

export type Values = Record<string, string>;

interface AccountFieldsProps {
  kind: ChannelKind;
  values: Values;
  onChange: (values: Values) => void;
  /** The account is there already: its name at the provider stays, and a secret that is left empty stays as it is. */
  isChange?: boolean;
}

/** What a channel of this kind needs, as its provider calls it. */
export function AccountFields({ kind, values, onChange, isChange = false }: AccountFieldsProps) {
  const c = useChannelText();
  return kind.fields.map(({ name, secret, required, identifies, isSwitch }) => {
    const key = `channels.field.${name}`;
    const words = isChannelTextKey(key) ? c(key) : name;
    if (isSwitch)
      return (
        <label key={name} className="check">
          <input
            type="checkbox"
            checked={values[name] === "on"}
            onChange={(event) => onChange({ ...values, [name]: event.target.checked ? "on" : "" })}
          />
          <span>{words}</span>
        </label>
      );
    return (
      <Field
        key={name}
        label={words + (required ? "" : ` (${c("channels.optional")})`)}
        value={values[name] ?? ""}
        secret={secret}
        required={required && !(secret && isChange)}
        disabled={identifies && isChange}
        {...(secret && isChange ? { placeholder: c("channels.secretKept") } : {})}
        onChange={(value) => onChange({ ...values, [name]: value })}
      />
    );
  });
}

interface FieldProps {
  label: string;
  value: string;
  secret?: boolean;
  required?: boolean;
  disabled?: boolean;
  placeholder?: string;
  onChange: (value: string) => void;
}

export function Field({ label, secret = false, onChange, ...input }: FieldProps) {
  return (
    <label className="field">
      <span>{label}</span>
      <input
        className="inp"
        type={secret ? "password" : "text"}
        autoComplete="off"
        spellCheck={false}
        {...input}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}
