import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "../../../api/client.ts";
import { Button } from "../../../ui/button.tsx";
import { TextAreaField } from "../../../ui/field.tsx";
import { Form } from "../../../ui/form.tsx";
import { useAct } from "../../../ui/use-act.ts";
import { addressRule } from "../queries.ts";
import { useWords } from "../words/words.ts";
import { RuleSection } from "./rule-section.tsx";

/** From where members and keys may come. */
export function AddressRule() {
  const t = useWords();
  return (
    <RuleSection title={t("access.addresses")} about={t("access.addressesAbout")} rule={useQuery(addressRule)}>
      {(rule) => <RuleForm key={JSON.stringify(rule)} before={rule} />}
    </RuleSection>
  );
}

const LINES = /[\s,;]+/;
const rangesOf = (written: string): string[] => written.split(LINES).filter((range) => range !== "");

function RuleForm({ before }: { before: { members: string[]; keys: string[]; ownAddress: string } }) {
  const t = useWords();
  const [members, setMembers] = useState(before.members.join("\n"));
  const [keys, setKeys] = useState(before.keys.join("\n"));
  const save = useAct(
    t,
    () => unwrap(api.PUT("/api/v1/workspace/address-rule", { body: { members: rangesOf(members), keys: rangesOf(keys) } })),
    { problem: "inline", refresh: [addressRule.queryKey], done: () => ({ text: t("saved") }) },
  );
  return (
    <Form
      onSubmit={() => save.run()}
      busy={save.busy}
      problem={save.problem}
      actions={
        <Button type="submit" tone="primary" busy={save.busy}>
          {t("save")}
        </Button>
      }
    >
      <TextAreaField
        label={t("access.membersFrom")}
        hint={t("access.membersFromHint", { address: before.ownAddress })}
        value={members}
        placeholder={before.ownAddress}
        onChange={({ target }) => setMembers(target.value)}
      />
      <TextAreaField
        label={t("access.keysFrom")}
        hint={t("access.keysFromHint")}
        value={keys}
        onChange={({ target }) => setKeys(target.value)}
      />
    </Form>
  );
}
