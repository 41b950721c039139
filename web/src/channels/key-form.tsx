import { useState } from "react";
import { api, type Channel, type ChannelKind, unwrap } from "../api/client.ts";
import { Button } from "../ui/button.tsx";
import { Form } from "../ui/form.tsx";
import { Spacer } from "../ui/spacer.tsx";
import { useAct } from "../ui/use-act.ts";
import { accountChange } from "./account-change.ts";
import { AccountFields, type Values } from "./account-fields.tsx";
import { channelsQuery } from "./queries.ts";
import { fieldsBy } from "./road-field.tsx";
import { useWords } from "./words/words.ts";

interface KeyFormProps {
  channel: Channel;
  kind: ChannelKind;
  /** What the check said of the keys. */
  problem: string | undefined;
  onSaved: () => void;
}

/** Where the check failed: the keys again, with what is wrong at the field, and nothing of what was right has to be typed twice. */
export function KeyForm({ channel, kind, problem, onSaved }: KeyFormProps) {
  const t = useWords();
  const before = channel.settings as Values; // texts by the fields' names
  const [values, setValues] = useState(before);
  const save = useAct(
    t,
    async () => {
      const body = accountChange(kind, before, values);
      await unwrap(api.PATCH("/api/v1/channels/{channelId}", { params: { path: { channelId: channel.id } }, body }));
      onSaved();
    },
    { problem: "inline", refresh: [channelsQuery.queryKey] },
  );
  return (
    <Form
      onSubmit={save.run}
      busy={save.busy}
      problem={save.problem}
      actions={
        <>
          <Spacer />
          <Button type="submit" tone="primary" busy={save.busy}>
            {t("channels.saveAndCheck")}
          </Button>
        </>
      }
    >
      <AccountFields kind={fieldsBy(kind, channel.metaAppId)} values={values} onChange={setValues} isChange keyProblem={problem} />
    </Form>
  );
}
