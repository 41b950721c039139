import { useQuery } from "@tanstack/react-query";
import type { ChannelKind } from "../api/client.ts";
import { SelectField } from "../ui/field.tsx";
import { metaAppsQuery } from "./queries.ts";
import { useWords } from "./words/words.ts";

interface RoadFieldProps {
  kind: ChannelKind;
  /** Null: by an address of its own. */
  metaAppId: string | null;
  onChange: (metaAppId: string | null) => void;
}

/** By which road an account's webhooks come; nothing where there is one only. */
export function RoadField({ kind, metaAppId, onChange }: RoadFieldProps) {
  const t = useWords();
  const { data } = useQuery({ ...metaAppsQuery, enabled: kind.byMetaApp });
  if (!kind.byMetaApp || data === undefined || data.items.length === 0) return null;
  return (
    <SelectField
      label={t("channels.road")}
      value={metaAppId ?? ""}
      onChange={(event) => onChange(event.target.value === "" ? null : event.target.value)}
    >
      <option value="">{t("channels.roadOwn")}</option>
      {data.items.map(({ id, name }) => (
        <option key={id} value={id}>
          {t("channels.roadApp", { name })}
        </option>
      ))}
    </SelectField>
  );
}

const SECRETS_OF_APP = ["appSecret", "verifyToken"];

/** What the account itself needs: an app has the secrets of webhooks for all of its accounts. */
export const fieldsBy = (kind: ChannelKind, metaAppId: string | null): ChannelKind =>
  metaAppId === null ? kind : { ...kind, fields: kind.fields.filter(({ name }) => !SECRETS_OF_APP.includes(name)) };
