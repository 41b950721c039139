import { addJobs } from "../../platform/index.ts";
import { takeDueCampaigns } from "../across-workspaces.ts";
import type { CampaignGround } from "../ground.ts";
import { sendCampaignJob } from "../job-kinds.ts";

const LOOK_EVERY_MS = 1_000;
/** Should a worker die with a campaign in hand, another one looks after so long. */
const LEASE_SECONDS = 60;

/** Looks every second for campaigns that have something to send; any number of workers may do so. @returns how to stop */
export function watchCampaigns(ground: CampaignGround): () => void {
  const look = () => wakeCampaigns(ground).catch((error) => ground.log.warn({ err: error }, "campaigns could not be looked at"));
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  return () => clearInterval(timer);
}

/** One look at all workspaces: each campaign that is due gets a job, once, whoever looks. @returns how many */
export async function wakeCampaigns({ db, clock }: Pick<CampaignGround, "db" | "clock">): Promise<number> {
  const now = clock.now();
  const due = await takeDueCampaigns(db, now, LEASE_SECONDS);
  for (const [workspaceId, campaigns] of Map.groupBy(due, (one) => one.workspaceId))
    await db.inWorkspace(workspaceId, async (tx) =>
      addJobs(
        tx,
        campaigns.map(({ campaignId }) => sendCampaignJob({ workspaceId, payload: { campaignId }, key: `campaign ${campaignId}` })),
        now,
      ),
    );
  return due.length;
}
