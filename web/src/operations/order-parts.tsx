import { useRef } from "react";
import { useMay } from "../shell/session.tsx";
import { useLocale } from "../text/locale.tsx";
import { Button } from "../ui/button.tsx";
import { Plus } from "../ui/icons.generated.ts";
import ink from "../ui/ink.module.css";
import { useAddFile, useChangeOrder } from "./order-acts.ts";
import styles from "./orders.module.css";
import type { OrderDetail } from "./queries.ts";
import { whenText } from "./when-text.ts";
import { useWords } from "./words/words.ts";

interface PartProps {
  order: OrderDetail;
}

/** Files as they were received, with who sent them. */
export function OrderPhotos({ order }: PartProps) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const mayAdd = useMay("conversations.reply");
  const input = useRef<HTMLInputElement>(null);
  const add = useAddFile(order.id);
  const files = order.files.filter(({ kind }) => kind !== "signature");
  const address = (fileId: string) => `/api/v1/work-orders/${order.id}/files/${fileId}/content`;
  return (
    <section className={styles.part} aria-label={t("order.photos")}>
      <h2>{t("order.photos")}</h2>
      {files.length === 0 && <p className={ink.secondary}>{t("order.noPhotos")}</p>}
      <ul className={styles.photos}>
        {files.map(({ id, kind, name, addedBy, addedAt }) => (
          <li key={id}>
            <a href={address(id)} target="_blank" rel="noreferrer">
              {kind === "photo" ? <img src={`${address(id)}?variant=thumbnail`} alt={name} loading="lazy" /> : name}
            </a>
            <span className={styles.meta}>
              {addedBy}, {whenText(addedAt, language, timeZone)}
            </span>
          </li>
        ))}
      </ul>
      {mayAdd && (
        <div className={styles.acts}>
          <input
            ref={input}
            type="file"
            hidden
            onChange={({ target }) => {
              const file = target.files?.[0];
              if (file !== undefined) void add.run(file);
              target.value = "";
            }}
          />
          <Button size="small" busy={add.busy} onClick={() => input.current?.click()}>
            <Plus size={14} /> {t("order.addFile")}
          </Button>
        </div>
      )}
    </section>
  );
}

/** Steps that are ticked one by one. */
export function OrderChecklist({ order }: PartProps) {
  const t = useWords();
  const mayWork = useMay("operations.work");
  const change = useChangeOrder();
  if (order.checklist.length === 0) return null;
  const tick = (id: string, isDone: boolean) =>
    void change.run({
      orderId: order.id,
      checklist: order.checklist.map((one) => ({ id: one.id, text: one.text, isDone: one.id === id ? isDone : one.doneAt !== null })),
    });
  return (
    <section className={styles.part} aria-label={t("order.checklist")}>
      <h2>{t("order.checklist")}</h2>
      <ul className={styles.rows}>
        {order.checklist.map(({ id, text, doneAt, doneBy }) => (
          <li key={id}>
            <label className={styles.check}>
              <input
                type="checkbox"
                checked={doneAt !== null}
                disabled={!mayWork || change.busy}
                onChange={({ target }) => tick(id, target.checked)}
              />
              <span>
                {text} {doneBy !== null && <span className={ink.quiet}>{doneBy}</span>}
              </span>
            </label>
          </li>
        ))}
      </ul>
    </section>
  );
}
