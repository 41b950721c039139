import { useLocale } from "../../text/locale.tsx";
import { Avatar } from "../../ui/avatar.tsx";
import { classes } from "../../ui/classes.ts";
import { ClipboardList, ExternalLink, MapPin, ShoppingCart } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { safeLink } from "../../ui/safe-link.ts";
import { useWords } from "../words/words.ts";
import styles from "./message-body.module.css";
import { OtherParts } from "./other-parts.tsx";
import { records, string } from "./read-content.ts";

interface SpecialBodyProps {
  kind: string;
  content: Record<string, unknown>;
  text: string | null;
}

/** What has a picture of its own besides words and files: a place, cards, an order, a form. */
export default function SpecialBody({ kind, content, text }: SpecialBodyProps) {
  switch (kind) {
    case "others":
      return <OtherParts parts={records(content["others"])} text={text ?? ""} />;
    case "location":
      return <Place content={content} />;
    case "contacts":
      return (
        <>
          {records(content["contacts"]).map((card) => (
            <div className={styles.contact} key={String(card["name"])}>
              <Avatar name={string(card["name"])} />
              <span>
                <span className={classes(styles.line, ink.medium, ink.oneLine)}>{string(card["name"])}</span>
                {[
                  ...records(card["phones"]).map((one) => string(one["phone"])),
                  ...records(card["emails"]).map((one) => string(one["email"])),
                ].map((line) => (
                  <span key={line} className={classes(styles.line, ink.small, ink.quiet, ink.oneLine, ink.figures)}>
                    {line}
                  </span>
                ))}
              </span>
            </div>
          ))}
        </>
      );
    case "order":
      return <Order content={content} />;
    case "form_reply":
      return <Form content={content} />;
    default:
      return null;
  }
}

/** A plain address: maps of others are not loaded, a link opens one. */
function Place({ content }: { content: Record<string, unknown> }) {
  const t = useWords();
  const [latitude, longitude] = [Number(content["latitude"]), Number(content["longitude"])];
  const href = safeLink(`https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`);
  return (
    <div className={styles.place}>
      <span className={styles.map} aria-hidden="true">
        <MapPin size={26} fill="var(--dang-solid)" stroke="var(--bg)" strokeWidth={1.5} />
      </span>
      <span className={ink.medium}>{string(content["name"]) || t("message.location")}</span>
      <span className={classes(ink.small, ink.secondary)}>
        {string(content["address"]) || `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`}
      </span>
      <a href={href} target="_blank" rel="noopener noreferrer" className={classes(ink.small, ink.medium)}>
        {t("message.openMap")} <ExternalLink size={12} />
      </a>
    </div>
  );
}

function Order({ content }: Pick<SpecialBodyProps, "content">) {
  const t = useWords();
  const { language } = useLocale();
  const items = records(content["items"]);
  return (
    <div className={styles.order}>
      <b>
        <ShoppingCart size={14} /> {t("message.order")} · {t("message.items", { count: items.length })}
      </b>
      {items.map((item) => (
        <span key={String(item["productId"])} className={ink.figures}>
          {String(item["quantity"])} × {String(item["productId"])}{" "}
          <span className={ink.quiet}>{money(item["price"], String(item["currency"]), language)}</span>
        </span>
      ))}
    </div>
  );
}

function Form({ content }: Pick<SpecialBodyProps, "content">) {
  const t = useWords();
  return (
    <div className={styles.order}>
      <b>
        <ClipboardList size={14} /> {t("message.form")}
      </b>
      {Object.entries((content["fields"] ?? {}) as Record<string, unknown>)
        .filter(([name]) => name !== "flow_token")
        .map(([name, value]) => (
          <span key={name}>
            <span className={ink.quiet}>{name}:</span> {typeof value === "string" ? value : JSON.stringify(value)}
          </span>
        ))}
    </div>
  );
}

function money(value: unknown, currency: string, language: string): string {
  try {
    return new Intl.NumberFormat(language, { style: "currency", currency }).format(Number(value));
  } catch {
    return String(value); // a currency that nobody knows
  }
}
