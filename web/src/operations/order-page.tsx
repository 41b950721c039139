import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { toConversation } from "../inbox/paths.ts";
import { useMay, useMe } from "../shell/session.tsx";
import { useLocale } from "../text/locale.tsx";
import { Button, ButtonLink, buttonClass } from "../ui/button.tsx";
import { Chip } from "../ui/chip.tsx";
import { Fact, Facts } from "../ui/facts.tsx";
import ink from "../ui/ink.module.css";
import { LoadError } from "../ui/load-error.tsx";
import { Page } from "../ui/page.tsx";
import { Skeleton, SkeletonBar } from "../ui/skeleton.tsx";
import { MoveDialog } from "./move-dialog.tsx";
import { ASKS } from "./moves.ts";
import { useMove } from "./order-acts.ts";
import { OrderHistory } from "./order-history.tsx";
import { OrderChecklist, OrderPhotos } from "./order-parts.tsx";
import styles from "./orders.module.css";
import { toAsset, useNamed } from "./paths.ts";
import { type Move, type OrderDetail, orderQuery } from "./queries.ts";
import { moneyText, whenText } from "./when-text.ts";
import { useWords } from "./words/words.ts";

const SignatureDialog = lazy(async () => ({ default: (await import("./order-signature.tsx")).SignatureDialog }));

/** One order: what can be done now, its list, photos, costs and history. */
export function OrderPage() {
  const t = useWords();
  const orderId = useNamed("orderId") ?? "";
  const { data, isPending, isError, error, refetch } = useQuery(orderQuery(orderId));
  if (data !== undefined) return <Opened key={data.id} order={data} />;
  return (
    <Page title={t("nav.orders")}>
      {isPending && (
        <Skeleton>
          <SkeletonBar width="60%" top={12} />
        </Skeleton>
      )}
      {isError && <LoadError error={error} onRetry={() => void refetch()} />}
    </Page>
  );
}

function Opened({ order }: { order: OrderDetail }) {
  const t = useWords();
  const move = useMove();
  const [isSigning, setSigning] = useState(false);
  const [asked, setAsked] = useState<Move | null>(null);
  const { priority, state } = order;
  return (
    <Page
      title={order.code}
      tabs={
        <>
          <Chip outline>{t(`state.${state}`)}</Chip>
          {priority !== "normal" && <Chip tone={priority === "urgent" ? "danger" : "warn"}>{t(`priority.${priority}`)}</Chip>}
        </>
      }
      act={
        <>
          <ButtonLink href={`/api/v1/work-orders/${order.id}/pdf`} download>
            {t("order.pdf")}
          </ButtonLink>
          {order.conversationId !== null && (
            <Link {...toConversation(order.conversationId, { view: "all" })} className={buttonClass({})}>
              {t("order.talk")}
            </Link>
          )}
        </>
      }
      layers={
        <Suspense>
          {asked !== null && <MoveDialog order={order} move={asked} onClose={() => setAsked(null)} />}
          {isSigning && <SignatureDialog orderId={order.id} onClose={() => setSigning(false)} />}
        </Suspense>
      }
    >
      <div className={styles.columns}>
        <div className={styles.main}>
          <section className={styles.part} aria-label={t("order.title")}>
            <h2>{order.title}</h2>
            {order.description !== "" && <p>{order.description}</p>}
            {order.pauseReason !== null && <p className={ink.secondary}>{order.pauseReason}</p>}
            <div className={styles.acts}>
              {order.moves.map((one, index) => (
                <Button
                  key={one}
                  tone={index === 0 ? "primary" : one === "cancel" ? "danger" : "plain"}
                  onClick={() => (ASKS[one] === undefined ? void move.run({ orderId: order.id, move: one }) : setAsked(one))}
                >
                  {t(`move.${one}`)}
                </Button>
              ))}
            </div>
          </section>
          {order.solution !== "" && (
            <section className={styles.part} aria-label={t("order.solution")}>
              <h2>{t("order.solution")}</h2>
              <p>{order.solution}</p>
            </section>
          )}
          <OrderPhotos order={order} />
          <OrderChecklist order={order} />
          <OrderHistory order={order} />
        </div>
        <div className={styles.side}>
          <OrderFacts order={order} />
          <OrderSignature order={order} onSign={() => setSigning(true)} />
        </div>
      </div>
    </Page>
  );
}

/** Who signed last, and whether somebody still has to. */
function OrderSignature({ order: { id, files, needsSignature, state }, onSign }: { order: OrderDetail; onSign: () => void }) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const mayWork = useMay("operations.work");
  const signed = files.findLast(({ kind }) => kind === "signature");
  const isOver = state === "closed" || state === "cancelled";
  if (signed === undefined && isOver) return null;
  return (
    <section className={styles.part} aria-label={t("order.signature")}>
      <h2>{t("order.signature")}</h2>
      {signed === undefined ? (
        <p className={ink.secondary}>{t(needsSignature ? "order.needsSignature" : "order.notSigned")}</p>
      ) : (
        <>
          <img className={styles.signed} src={`/api/v1/work-orders/${id}/files/${signed.id}/content`} alt={signed.name} />
          <span className={styles.meta}>
            {signed.signer}, {whenText(signed.addedAt, language, timeZone)}
          </span>
        </>
      )}
      {mayWork && !isOver && (
        <div className={styles.acts}>
          <Button size="small" onClick={onSign}>
            {t("order.sign")}
          </Button>
        </div>
      )}
    </section>
  );
}

function OrderFacts({ order }: { order: OrderDetail }) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const { currency } = useMe().workspace;
  const when = (iso: string) => whenText(iso, language, timeZone);
  const money = (cents: number) => moneyText(cents, language, currency);
  const { asset, site, contact, technician, arrivedAt, costs } = order;
  return (
    <section className={styles.part} aria-label={t("order.facts")}>
      <h2>{t("order.facts")}</h2>
      <Facts>
        {contact !== null && <Fact name={t("order.customer")}>{contact.name}</Fact>}
        <Fact name={t("order.technician")}>{technician?.name ?? t("order.noTechnician")}</Fact>
        {asset !== null && (
          <Fact name={t("order.asset")}>
            <Link {...toAsset(asset.id)}>
              {asset.code} · {asset.name}
            </Link>
          </Fact>
        )}
        {site !== null && <Fact name={t("order.site")}>{[site.name, site.address].filter((part) => part !== "").join(", ")}</Fact>}
        <Fact name={t("order.due")}>{t("orders.dueAt", { when: when(order.dueAt) })}</Fact>
        {arrivedAt !== null && <Fact name={t("order.arrived")}>{when(arrivedAt)}</Fact>}
        <Fact name={t("order.worked")}>{t("order.minutes", { minutes: order.workedMinutes })}</Fact>
        <Fact name={t("order.labour")}>{money(costs.labourCents)}</Fact>
        <Fact name={t("order.parts")}>{money(costs.partsCents)}</Fact>
        <Fact name={t("order.total")}>{money(costs.totalCents)}</Fact>
        <Fact name={t("order.origin")}>{t(`origin.${order.origin}`)}</Fact>
      </Facts>
    </section>
  );
}
