import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useLocale } from "../../text/locale.tsx";
import { productName } from "../../ui/channel-mark.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { DatedDialog } from "../dated-dialog.tsx";
import { sayStep } from "../say.ts";
import { useFrame, useSayAs } from "../use-frame.ts";
import { useWords } from "../words/words.ts";
import { messagePricesQuery, useSetPrice } from "./queries.ts";

const MILLION = 1_000_000;
/** Meta alone bills by what a message is for. */
const [BY_CATEGORY, CATEGORIES] = ["whatsapp_cloud", ["any", "marketing", "utility", "authentication", "service"]] as const;
type ChannelKind = Parameters<ReturnType<typeof useSetPrice>["run"]>[0]["channelKind"];
/** Those whose providers take money for a message come first. */
const KINDS: ChannelKind[] = [
  "whatsapp_cloud",
  "twilio",
  "sns",
  "sendgrid",
  "email",
  "instagram",
  "messenger",
  "telegram",
  "megaapi",
  "waha",
  "wppconnect",
  "evolution",
  "webchat",
];

/** What a message costs, from which day on, and what it cost before. Left empty nobody knows it from that day. */
export default function PricesDialog({ onClose }: { onClose: () => void }) {
  const t = useWords();
  const { language } = useLocale();
  const { currency } = useSayAs();
  const { today } = useFrame();
  const { data } = useQuery(messagePricesQuery);
  const set = useSetPrice();
  const [channelKind, setChannelKind] = useState<ChannelKind>("whatsapp_cloud");
  const [chosen, setCategory] = useState<(typeof CATEGORIES)[number]>("any");
  const [typed, setTyped] = useState("");
  const [from, setFrom] = useState(today);
  const category = channelKind === BY_CATEGORY ? chosen : "any";
  const history = data?.items.filter((one) => one.channelKind === channelKind && one.category === category).toReversed() ?? [];
  // A message costs fractions of a cent.
  const money = new Intl.NumberFormat(language, { style: "currency", currency, maximumFractionDigits: 4 });
  async function submit() {
    const price = typed === "" ? null : Math.round(Number(typed) * MILLION);
    if ((await set.run({ channelKind, category, from, price })) !== undefined) setTyped("");
  }
  return (
    <DatedDialog
      title={t("spend.prices")}
      act={set}
      onSubmit={submit}
      onClose={onClose}
      history={history.map((one) => ({
        from: one.from,
        since: sayStep(one.from, "day", language),
        value: one.price === null ? t("spend.noPrice") : money.format(one.price / MILLION),
      }))}
      caption={t("spend.priceHistory")}
      empty={t("spend.noPriceYet")}
    >
      <SelectField
        label={t("spend.channelKind")}
        value={channelKind}
        onChange={({ target }) => setChannelKind(KINDS.find((one) => one === target.value) ?? channelKind)}
      >
        {KINDS.map((one) => (
          <option key={one} value={one}>
            {productName(one)}
          </option>
        ))}
      </SelectField>
      {channelKind === BY_CATEGORY && (
        <SelectField
          label={t("spend.category")}
          value={chosen}
          onChange={({ target }) => setCategory(CATEGORIES.find((one) => one === target.value) ?? chosen)}
        >
          {CATEGORIES.map((one) => (
            <option key={one} value={one}>
              {t(`spend.category.${one}`)}
            </option>
          ))}
        </SelectField>
      )}
      <TextField
        label={t("spend.aMessage", { currency })}
        hint={t("spend.priceHint")}
        type="number"
        step="any"
        min={0}
        max={1000}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      <TextField label={t("targets.from")} type="date" required value={from} onChange={({ target }) => setFrom(target.value)} />
    </DatedDialog>
  );
}
