import { useNavigate } from "@tanstack/react-router";
import { api, unwrap } from "../api/client.ts";
import { Button } from "../ui/button.tsx";
import { useAct } from "../ui/use-act.ts";
import { toCampaign, toCampaigns } from "./paths.ts";
import { type Campaign, campaignsRefresh } from "./queries.ts";
import { useWords } from "./words/words.ts";

interface CampaignActsProps {
  campaign: Campaign;
  isEditing: boolean;
  onEdit: (isEditing: boolean) => void;
}

/** What can be done with a campaign where it stands. */
export function CampaignActs({ campaign, isEditing, onEdit }: CampaignActsProps) {
  const t = useWords();
  const navigate = useNavigate();
  const path = { params: { path: { campaignId: campaign.id } } };
  const options = { refresh: campaignsRefresh };
  const pause = useAct(t, () => unwrap(api.POST("/api/v1/campaigns/{campaignId}/pause", path)), options);
  const resume = useAct(t, () => unwrap(api.POST("/api/v1/campaigns/{campaignId}/resume", path)), options);
  const cancel = useAct(t, () => unwrap(api.POST("/api/v1/campaigns/{campaignId}/cancel", path)), options);
  const retry = useAct(t, () => unwrap(api.POST("/api/v1/campaigns/{campaignId}/retry", path)), options);
  const copy = useAct(
    t,
    () =>
      unwrap(
        api.POST("/api/v1/campaigns/{campaignId}/copies", {
          ...path,
          body: { name: t("campaigns.copyOf", { name: campaign.name }).slice(0, 80) },
        }),
      ),
    options,
  );
  const remove = useAct(t, () => unwrap(api.DELETE("/api/v1/campaigns/{campaignId}", path)), options);
  const { state } = campaign;
  return (
    <>
      {campaign.preparedAt !== null && (
        <a href={`/api/v1/campaigns/${campaign.id}/recipients.csv`} download>
          {t("campaigns.export")}
        </a>
      )}
      <Button
        size="small"
        busy={copy.busy}
        onClick={() => void copy.run().then((made) => (made === undefined ? undefined : navigate(toCampaign(made.id))))}
      >
        {t("campaigns.copy")}
      </Button>
      {(state === "running" || state === "paused") && (
        <Button size="small" busy={cancel.busy} onClick={() => void cancel.run()}>
          {t("campaigns.cancel")}
        </Button>
      )}
      {(state === "draft" || state === "cancelled") && campaign.preparedAt === null && (
        <Button
          size="small"
          busy={remove.busy}
          onClick={() => void remove.run().then((gone) => (gone === undefined ? undefined : navigate(toCampaigns())))}
        >
          {t("campaigns.remove")}
        </Button>
      )}
      {state === "paused" && (
        <Button size="small" onClick={() => onEdit(!isEditing)}>
          {isEditing ? t("campaigns.watch") : t("campaigns.edit")}
        </Button>
      )}
      {state === "finished" && (
        <Button size="small" busy={retry.busy} onClick={() => void retry.run()}>
          {t("campaigns.retry")}
        </Button>
      )}
      {(state === "running" || state === "scheduled") && (
        <Button size="small" tone="primary" busy={pause.busy} onClick={() => void pause.run()}>
          {state === "running" ? t("campaigns.pause") : t("campaigns.unplan")}
        </Button>
      )}
      {state === "paused" && (
        <Button size="small" tone="primary" busy={resume.busy} onClick={() => void resume.run()}>
          {t("campaigns.resume")}
        </Button>
      )}
    </>
  );
}
