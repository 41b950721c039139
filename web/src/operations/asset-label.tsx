import { ButtonLink } from "../ui/button.tsx";
import styles from "./orders.module.css";
import type { Asset } from "./queries.ts";
import { useWords } from "./words/words.ts";

/** Its label: whoever scans it comes to the chat with this asset. */
export function AssetLabel({ asset }: { asset: Pick<Asset, "id" | "code"> }) {
  const t = useWords();
  return (
    <section className={styles.part} aria-label={t("label.title")}>
      <h2>{t("label.title")}</h2>
      <img className={styles.label} src={`/api/v1/assets/${asset.id}/label.png`} alt={t("label.of", { code: asset.code })} />
      <p className={styles.meta}>{t("label.text")}</p>
      <div className={styles.acts}>
        <ButtonLink size="small" href={`/api/v1/asset-labels.pdf?assetIds=${asset.id}`} download>
          {t("label.one")}
        </ButtonLink>
        <ButtonLink size="small" href="/api/v1/asset-labels.pdf" download>
          {t("label.sheet")}
        </ButtonLink>
      </div>
    </section>
  );
}
