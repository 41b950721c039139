import { useQuery } from "@tanstack/react-query";
import { api, unwrap } from "../../../api/client.ts";
import { SelectField } from "../../../ui/field.tsx";
import { useAct } from "../../../ui/use-act.ts";
import { agentsSee, type Sees } from "../queries.ts";
import { useWords } from "../words/words.ts";
import { SEES } from "./roles.ts";

/** Which conversations agents see for whom nothing else is set. */
export function AgentsSee() {
  const t = useWords();
  const { data } = useQuery(agentsSee);
  const save = useAct(t, (sees: Sees) => unwrap(api.PUT("/api/v1/workspace/agents-see", { body: { sees } })), {
    refresh: [agentsSee.queryKey],
    done: () => ({ text: t("saved") }),
  });
  if (data === undefined) return null;
  return (
    <SelectField
      label={t("members.agentsSee")}
      hint={t("members.agentsSeeAbout")}
      value={data.sees}
      onChange={({ target }) => void save.run(SEES.find((one) => one === target.value) ?? data.sees)}
    >
      {SEES.map((one) => (
        <option key={one} value={one}>
          {t(`sees.${one}`)}
        </option>
      ))}
    </SelectField>
  );
}
