import { useQuery } from "@tanstack/react-query";
import { api, unwrap } from "../api/client.ts";
import { useMe } from "../shell/session.tsx";
import { MenuItem } from "../ui/menu.tsx";
import { useAct } from "../ui/use-act.ts";
import { useWords } from "./words/words.ts";

/** In a conversation's menu: follows it, or stops. A key has no view of its own to find it in. */
export default function FollowItem({ conversationId }: { conversationId: string }) {
  const t = useWords();
  const { id: memberId } = useMe();
  const path = { conversationId };
  const { data } = useQuery({
    queryKey: ["conversation", conversationId, "followers"],
    queryFn: () => unwrap(api.GET("/api/v1/conversations/{conversationId}/followers", { params: { path } })),
  });
  const follows = data?.items.some(({ id }) => id === memberId) === true;
  const change = useAct(
    t,
    (id: string) => {
      const params = { path: { ...path, memberId: id } };
      const address = "/api/v1/conversations/{conversationId}/followers/{memberId}" as const;
      return unwrap(follows ? api.DELETE(address, { params }) : api.PUT(address, { params }));
    },
    { refresh: [["conversation", conversationId, "followers"], ["conversations"], ["counts"]] },
  );
  if (data === undefined || memberId === null) return null;
  return <MenuItem onSelect={() => void change.run(memberId)}>{t(follows ? "thread.unfollow" : "thread.follow")}</MenuItem>;
}
