import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import type { FieldFacts } from "../../../../rules/fields.ts";
import { membersQuery } from "../../team/queries.ts";
import { channelName } from "../../ui/channel-mark.tsx";
import type { ChoicesOf } from "../../ui/filter-builder/choices.ts";
import { accountsQuery, fieldsQuery, labelsQuery, queuesQuery } from "../queries.ts";

/** What a filter of conversations may ask about, and what there is to choose from. Fields are undefined until they came. */
export function useFilterCatalogue(): { fields: readonly FieldFacts[] | undefined; choicesOf: ChoicesOf } {
  const { data: fields } = useQuery(fieldsQuery);
  const { data: accounts } = useQuery(accountsQuery);
  const { data: queues } = useQuery(queuesQuery);
  const { data: labels } = useQuery(labelsQuery);
  const { data: members } = useQuery(membersQuery);
  const choicesOf = useCallback<ChoicesOf>(
    ({ id, type }) => {
      if (id === "conversation.channel") return named(accounts?.items);
      if (id === "conversation.queue") return named(queues?.items);
      if (id === "conversation.label") return named(labels?.items);
      if (id === "conversation.channel_kind") {
        const kinds = [...new Set(accounts?.items.map(({ kind }) => kind))];
        return kinds.map((kind) => ({ id: kind, label: channelName(kind) }));
      }
      if (type === "member") return named(members?.items);
      return null;
    },
    [accounts, queues, labels, members],
  );
  return { fields, choicesOf };
}

const named = (items: readonly { id: string; name: string }[] = []) => items.map(({ id, name }) => ({ id, label: name }));
