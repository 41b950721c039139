import { api } from "../../api/client.ts";
import { forgetBefore } from "../../shell/forget-kept.ts";

/** Goes into another workspace. The page begins anew there: nothing of what was read stays with it. */
export async function enterWorkspace(workspaceId: string): Promise<void> {
  await api.PUT("/api/v1/me/workspace", { body: { workspaceId } });
  await forgetBefore();
  window.location.assign("/");
}
