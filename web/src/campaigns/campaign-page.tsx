import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useMay } from "../shell/session.tsx";
import { Header } from "../ui/header.tsx";
import { LoadError } from "../ui/load-error.tsx";
import { Skeleton, SkeletonBar } from "../ui/skeleton.tsx";
import { Spacer } from "../ui/spacer.tsx";
import { CampaignActs } from "./campaign-acts.tsx";
import { CampaignEditor } from "./campaign-editor.tsx";
import { CampaignReport } from "./campaign-report.tsx";
import { CampaignState } from "./campaign-state.tsx";
import styles from "./campaigns.module.css";
import { NEW, toCampaign, toCampaigns, useCampaignId } from "./paths.ts";
import { campaignQuery } from "./queries.ts";
import { useWords } from "./words/words.ts";

/** One campaign: written while it is a draft or planned, watched once it runs. */
export function CampaignPage() {
  const t = useWords();
  const navigate = useNavigate();
  const id = useCampaignId();
  const mayManage = useMay("campaigns.manage");
  const [isEditing, setEditing] = useState(false);
  const { data, isError, error, isPending, refetch } = useQuery({ ...campaignQuery(id), enabled: id !== NEW });
  const campaign = id === NEW ? undefined : data;
  const isWritten =
    id === NEW || campaign?.state === "draft" || campaign?.state === "scheduled" || (campaign?.state === "paused" && isEditing);
  return (
    <main className={styles.page} id="thread" aria-label={campaign?.name ?? t("campaigns.new")}>
      <Header className={styles.head}>
        <Link {...toCampaigns()}>{t("nav.campaigns")}</Link>
        <span aria-hidden="true">›</span>
        <h1>{campaign?.name ?? (id === NEW ? t("campaigns.new") : "")}</h1>
        {campaign !== undefined && <CampaignState state={campaign.state} reason={campaign.reason} />}
        <Spacer />
        {campaign !== undefined && mayManage && <CampaignActs campaign={campaign} isEditing={isEditing} onEdit={setEditing} />}
      </Header>
      {isError ? (
        <LoadError error={error} onRetry={() => void refetch()} />
      ) : id !== NEW && isPending ? (
        <Skeleton>
          <SkeletonBar width="60%" top={16} />
        </Skeleton>
      ) : isWritten ? (
        <CampaignEditor
          // What others saved meanwhile is not poured over what is being written: saving says so.
          key={id}
          campaign={campaign ?? null}
          mayManage={mayManage}
          onSaved={(saved) => {
            setEditing(false);
            void navigate(toCampaign(saved));
          }}
        />
      ) : (
        campaign !== undefined && <CampaignReport campaign={campaign} mayManage={mayManage} />
      )}
    </main>
  );
}
