import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "../api/client.ts";
import { SettingsPage } from "../shell/settings-page.tsx";
import { Button } from "../ui/button.tsx";
import { classes } from "../ui/classes.ts";
import { TextField } from "../ui/field.tsx";
import { Form, Problem } from "../ui/form.tsx";
import ink from "../ui/ink.module.css";
import { LoadError } from "../ui/load-error.tsx";
import { useAct } from "../ui/use-act.ts";
import { tileAddress } from "./map-ground.tsx";
import styles from "./map-settings.module.css";
import { type TileSource, tileSourceQuery, tilesQuery } from "./queries.ts";
import { useWords } from "./words/words.ts";

/** Where the ground of the orders' map comes from. */
export function MapSettingsPage() {
  const t = useWords();
  const { data, isError, error, refetch } = useQuery(tileSourceQuery);
  return (
    <SettingsPage title={t("mapSettings.title")}>
      <div className={styles.page}>
        <p className={ink.secondary}>{t("mapSettings.text")}</p>
        {isError && <LoadError error={error} onRetry={() => void refetch()} />}
        {data !== undefined && <SourceForm key={JSON.stringify(data.source)} source={data.source} />}
        <Sample />
      </div>
    </SettingsPage>
  );
}

function SourceForm({ source }: { source: TileSource | null }) {
  const t = useWords();
  const [draft, setDraft] = useState(source ?? { address: "", attribution: "" });
  const save = useAct(t, (source: TileSource | null) => unwrap(api.PUT("/api/v1/map-tiles/source", { body: { source } })), {
    problem: "inline",
    refresh: [tileSourceQuery.queryKey, tilesQuery.queryKey],
    done: () => ({ text: t("mapSettings.saved") }),
  });
  return (
    <Form
      onSubmit={() => save.run({ address: draft.address.trim(), attribution: draft.attribution.trim() })}
      busy={save.busy}
      problem={save.problem}
      actions={
        <>
          {source !== null && (
            <Button busy={save.busy} onClick={() => void save.run(null)}>
              {t("mapSettings.remove")}
            </Button>
          )}
          <Button type="submit" tone="primary" busy={save.busy} disabled={JSON.stringify(draft) === JSON.stringify(source)}>
            {t("mapSettings.save")}
          </Button>
        </>
      }
    >
      <TextField
        label={t("mapSettings.address")}
        hint={t("mapSettings.addressHint")}
        type="url"
        required
        maxLength={500}
        placeholder="https://tiles.example.com/{z}/{x}/{y}.png"
        value={draft.address}
        onChange={(event) => setDraft({ ...draft, address: event.target.value })}
      />
      <TextField
        label={t("mapSettings.attribution")}
        hint={t("mapSettings.attributionHint")}
        required
        maxLength={200}
        value={draft.attribution}
        onChange={(event) => setDraft({ ...draft, attribution: event.target.value })}
      />
    </Form>
  );
}

/** The whole world as one tile: whoever sets it sees at once whether it comes. */
function Sample() {
  const t = useWords();
  const { data } = useQuery(tilesQuery);
  const [failed, setFailed] = useState<string>();
  const tiles = data?.tiles ?? null;
  if (tiles === null) return null;
  const address = tileAddress(tiles, { z: 0, x: 0, y: 0 });
  if (failed === address) return <Problem problem={t("mapSettings.fails")} />;
  return (
    <figure className={styles.sample}>
      <img src={address} width={256} height={256} alt={t("mapSettings.sample")} onError={() => setFailed(address)} />
      <figcaption className={classes(ink.small, ink.secondary)}>{tiles.attribution}</figcaption>
    </figure>
  );
}
