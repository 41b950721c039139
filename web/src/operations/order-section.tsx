import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMay } from "../shell/session.tsx";
import { Button } from "../ui/button.tsx";
import { Plus } from "../ui/icons.generated.ts";
import { NewOrderDialog } from "./new-order-dialog.tsx";
import { OrderCard } from "./order-card.tsx";
import styles from "./orders.module.css";
import { ordersAbout } from "./queries.ts";
import { useWords } from "./words/words.ts";

interface OrderSectionProps {
  /** Of the open conversation; absent on the contact's own page, which shows those of the person. */
  conversationId?: string;
  contactId: string;
}

/** Orders about the conversation or the person, and a way to open one. */
export function OrderSection({ conversationId, contactId }: OrderSectionProps) {
  const t = useWords();
  const mayWrite = useMay("operations.write");
  const isTalk = conversationId !== undefined;
  const { data } = useQuery(ordersAbout(isTalk ? { conversationId } : { contactId }));
  const [isNew, setNew] = useState(false);
  const items = data?.items ?? [];
  if (items.length === 0 && !mayWrite) return null;
  const Heading = isTalk ? "h3" : "h2";
  return (
    <section className={isTalk ? styles.inPanel : styles.onPage} aria-label={t("nav.orders")}>
      <Heading>{t("nav.orders")}</Heading>
      {items.length > 0 && (
        <ul className={styles.rows}>
          {items.map((order) => (
            <li key={order.id}>
              <OrderCard order={order} showsState />
            </li>
          ))}
        </ul>
      )}
      {mayWrite && (
        <Button size="small" onClick={() => setNew(true)}>
          <Plus size={14} /> {t("orders.new")}
        </Button>
      )}
      {isNew && <NewOrderDialog known={isTalk ? { conversationId } : { contactId }} onClose={() => setNew(false)} />}
    </section>
  );
}
