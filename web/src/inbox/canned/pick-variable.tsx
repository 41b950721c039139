import { useQuery } from "@tanstack/react-query";
import { useLocale } from "../../text/locale.tsx";
import { VariablePicker } from "../../ui/variable-picker/variable-picker.tsx";
import { useWords } from "../words/words.ts";
import { variablesQuery } from "./queries.ts";

/** The picker of variables for texts to a conversation, in the reader's language. `onPick` gets the tag. */
export function PickVariable({ onPick }: { onPick: (tag: string) => void }) {
  const t = useWords();
  const { language } = useLocale();
  const variables = useQuery(variablesQuery).data?.items ?? [];
  return (
    <VariablePicker
      variables={variables.map(({ id, label, example, isAlwaysSet }) => ({
        id,
        label: label[language],
        example: String(example),
        isAlwaysSet,
      }))}
      onPick={onPick}
      words={{ open: t("variable.add"), search: t("variable.search"), none: t("variable.none") }}
    />
  );
}
