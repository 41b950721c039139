import { api, unwrap } from "../api/client.ts";
import { useAct } from "../ui/use-act.ts";
import type { NewAsset, NewSite } from "./queries.ts";
import { useWords } from "./words/words.ts";

/** A new asset, or what changed of one. */
export function useSaveAsset() {
  return useAct(
    useWords(),
    ({ assetId, ...body }: NewAsset & { assetId: string | undefined }) =>
      assetId === undefined
        ? unwrap(api.POST("/api/v1/assets", { body }))
        : unwrap(api.PATCH("/api/v1/assets/{assetId}", { params: { path: { assetId } }, body })),
    { refresh: [["assets"]], problem: "inline" },
  );
}

/** Into the archive, or back. */
export function useArchiveAsset() {
  return useAct(
    useWords(),
    ({ assetId, verb }: { assetId: string; verb: "archive" | "restore" }) =>
      unwrap(api.POST(`/api/v1/assets/{assetId}/${verb}`, { params: { path: { assetId } } })),
    { refresh: [["assets"]] },
  );
}

export function useSaveSite() {
  return useAct(
    useWords(),
    ({ siteId, ...body }: NewSite & { siteId: string | undefined }) =>
      siteId === undefined
        ? unwrap(api.POST("/api/v1/sites", { body }))
        : unwrap(api.PATCH("/api/v1/sites/{siteId}", { params: { path: { siteId } }, body })),
    { refresh: [["sites"]], problem: "inline" },
  );
}
