import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useMay } from "../shell/session.tsx";
import { Blank } from "../ui/blank.tsx";
import { Button, buttonClass } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { FormDialog } from "../ui/form.tsx";
import { MapPin, Plus } from "../ui/icons.generated.ts";
import { LoadError } from "../ui/load-error.tsx";
import { Switch } from "../ui/switch.tsx";
import { OfficeFrame } from "./office/office-frame.tsx";
import styles from "./orders.module.css";
import { toImport } from "./paths.ts";
import { type Site, sitesQuery } from "./queries.ts";
import { useSaveSite } from "./record-acts.ts";
import { useWords } from "./words/words.ts";

/** Where assets stand and orders are done. */
export function SitesPage() {
  const t = useWords();
  const mayWrite = useMay("operations.write");
  const [edited, setEdited] = useState<Site | "new" | null>(null);
  const { data, isError, error, refetch } = useQuery(sitesQuery);
  return (
    <OfficeFrame
      part="sites"
      act={
        mayWrite && (
          <>
            <Link {...toImport({ kind: "site" })} className={buttonClass({})}>
              {t("assets.import")}
            </Link>
            <Button tone="primary" onClick={() => setEdited("new")}>
              <Plus size={16} /> {t("sites.new")}
            </Button>
          </>
        )
      }
      layers={edited !== null && <SiteDialog {...(edited === "new" ? {} : { site: edited })} onClose={() => setEdited(null)} />}
    >
      <div className={styles.page}>
        {isError && <LoadError error={error} onRetry={() => void refetch()} />}
        {data?.items.length === 0 && <Blank icon={<MapPin size={20} />} title={t("sites.none")} text={t("sites.noneText")} />}
        <ul className={styles.rows} aria-label={t("nav.sites")}>
          {data?.items.map((site) => (
            <li key={site.id} className={styles.card}>
              <div className={styles.head}>
                <b>{site.name}</b>
                {mayWrite && (
                  <Button size="small" tone="ghost" onClick={() => setEdited(site)}>
                    {t("assets.edit")}
                  </Button>
                )}
              </div>
              <div className={styles.meta}>
                <span>{site.address}</span>
                <span>
                  {t("sites.assets")}: {site.assetCount}
                </span>
                {site.address !== "" && (
                  <a
                    href={`https://www.openstreetmap.org/search?query=${encodeURIComponent(site.address)}`}
                    target="_blank"
                    rel="noreferrer"
                  >
                    {t("sites.route")}
                  </a>
                )}
              </div>
            </li>
          ))}
        </ul>
      </div>
    </OfficeFrame>
  );
}

function SiteDialog({ site, onClose }: { site?: Site; onClose: () => void }) {
  const t = useWords();
  const [name, setName] = useState(site?.name ?? "");
  const [code, setCode] = useState(site?.code ?? "");
  const [asksSignature, setAsksSignature] = useState(site?.asksSignature ?? false);
  const [latitude, setLatitude] = useState(String(site?.place?.latitude ?? ""));
  const [longitude, setLongitude] = useState(String(site?.place?.longitude ?? ""));
  const [address, setAddress] = useState(site?.address ?? "");
  const save = useSaveSite();
  async function submit() {
    const place = latitude === "" || longitude === "" ? null : { latitude: Number(latitude), longitude: Number(longitude) };
    if ((await save.run({ siteId: site?.id, name, code, address, asksSignature, place })) !== undefined) onClose();
  }
  return (
    <FormDialog
      title={site === undefined ? t("sites.new") : site.name}
      onClose={onClose}
      onSubmit={submit}
      busy={save.busy}
      problem={save.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("order.back")}</Button>
          <Button type="submit" tone="primary" busy={save.busy}>
            {t("order.save")}
          </Button>
        </>
      }
    >
      <TextField label={t("assets.name")} required maxLength={120} value={name} onChange={({ target }) => setName(target.value)} />
      <TextField label={t("assets.code")} maxLength={40} value={code} onChange={({ target }) => setCode(target.value)} />
      <TextField label={t("sites.address")} maxLength={500} value={address} onChange={({ target }) => setAddress(target.value)} />
      <div className={styles.pair}>
        <TextField
          label={t("sites.latitude")}
          type="number"
          step="any"
          min={-90}
          max={90}
          value={latitude}
          onChange={({ target }) => setLatitude(target.value)}
        />
        <TextField
          label={t("sites.longitude")}
          type="number"
          step="any"
          min={-180}
          max={180}
          value={longitude}
          onChange={({ target }) => setLongitude(target.value)}
        />
      </div>
      <Switch label={t("sites.asksSignature")} on={asksSignature} onChange={setAsksSignature} />
    </FormDialog>
  );
}
