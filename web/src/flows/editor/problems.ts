import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { RoomBlock } from "../../../../flow/block-types.ts";
import type { FlowDocument } from "../../../../flow/document.ts";
import { type FlowProblem, lintFlow } from "../../../../flow/lint.ts";
import type { VariableFacts } from "../../../../rules/variables.ts";
import { variablesQuery } from "../../inbox/canned/queries.ts";
import { accountsQuery, fieldsQuery } from "../../inbox/queries.ts";
import { channelName } from "../../ui/channel-mark.tsx";
import { type ActionFacts, channelKindsQuery, type EventFacts } from "../queries.ts";

/** As the linter says it, or the server, which knows more codes. */
export type BlockProblem = Omit<FlowProblem, "code" | "values"> & { code: string; values: Readonly<Record<string, unknown>> };

/** What is wrong with the flow as it is drawn, by all that is known of the house and its channels. */
export function useProblems(
  flowId: string,
  document: FlowDocument,
  rooms: readonly RoomBlock[] | undefined,
  actions: readonly ActionFacts[] | undefined,
  events: readonly EventFacts[] | undefined,
): readonly BlockProblem[] {
  const { data: fields } = useQuery(fieldsQuery);
  const { data: variables } = useQuery(variablesQuery);
  const { data: accounts } = useQuery(accountsQuery);
  const { data: kinds } = useQuery(channelKindsQuery);
  const house = useMemo(() => {
    const used = new Set(accounts?.items.map(({ kind }): string => kind));
    return {
      flowId,
      ...(fields === undefined ? {} : { fields }),
      ...(variables === undefined ? {} : { variables: variables.items.map(readVariable) }),
      ...(rooms === undefined ? {} : { rooms }),
      ...(events === undefined ? {} : { events: events.map(({ id }) => id) }),
      ...(actions === undefined ? {} : { actions: actions.map(({ id }) => id) }),
      channels: (kinds ?? [])
        .filter(({ kind }) => used.has(kind))
        .map(({ kind, capabilities }) => ({ name: channelName(kind), capabilities })),
    };
  }, [flowId, fields, variables, accounts, kinds, rooms, actions, events]);
  return useMemo(() => lintFlow(document, house), [document, house]);
}

type Told = Omit<VariableFacts, "isAlwaysSet"> & { isAlwaysSet: boolean };

/** Over the wire it is a plain yes or no. */
const readVariable = ({ isAlwaysSet, ...variable }: Told): VariableFacts => ({
  ...variable,
  ...(isAlwaysSet === true ? { isAlwaysSet } : {}),
});

/** What a channel shows otherwise stands beside the block, not among what has to be mended. */
export const isToMend = ({ code }: BlockProblem): boolean => code !== "channel_degrades";
