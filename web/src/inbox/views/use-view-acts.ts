import { useNavigate } from "@tanstack/react-router";
import { api, unwrap } from "../../api/client.ts";
import { useAct } from "../../ui/use-act.ts";
import { type InboxSearch, listQuery } from "../inbox-search.ts";
import { toInbox } from "../paths.ts";
import { useWords } from "../words/words.ts";
import { type SavedView, searchOf } from "./saved-views.ts";

const refresh = [["views"]];
const at = ({ id }: SavedView) => ({ params: { path: { viewId: id } } });

/** What is done to the view that is open. */
export function useViewActs() {
  const t = useWords();
  const navigate = useNavigate();
  const restore = useAct(t, (view: SavedView) => unwrap(api.POST("/api/v1/views/{viewId}/restoration", at(view))), { refresh });
  const remove = useAct(t, (view: SavedView) => unwrap(api.DELETE("/api/v1/views/{viewId}", at(view))), {
    refresh,
    done: (_, view) => {
      void navigate(toInbox({ view: "mine" }));
      return {
        text: t("list.viewRemoved", { name: view.name }),
        undo: () => void restore.run(view).then((back) => back !== undefined && void navigate(toInbox(searchOf(back)))),
      };
    },
  });
  const update = useAct(
    t,
    ({ view, search }: { view: SavedView; search: InboxSearch }) =>
      unwrap(api.PATCH("/api/v1/views/{viewId}", { ...at(view), body: { query: listQuery(search) } })),
    { refresh, done: ({ name }) => ({ text: t("list.viewUpdated", { name }) }) },
  );
  return { remove: remove.run, update: update.run };
}
