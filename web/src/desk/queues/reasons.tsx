import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "../../api/client.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Trash2 } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { Switch } from "../../ui/switch.tsx";
import { useAct } from "../../ui/use-act.ts";
import { reasonsQuery } from "../queries.ts";
import { useWords } from "../words/words.ts";
import styles from "./queues.module.css";

const refresh = [reasonsQuery.queryKey];

/** Why tickets are closed, and after which of them the contact is asked how it was. */
export function Reasons() {
  const t = useWords();
  const reasons = useQuery(reasonsQuery).data?.items ?? [];
  const [name, setName] = useState("");
  const add = useAct(t, () => unwrap(api.POST("/api/v1/desk/close-reasons", { body: { name: name.trim(), asksRating: true } })), {
    problem: "inline",
    refresh,
  });
  const change = useAct(
    t,
    ({ id, ...body }: { id: string; name: string; asksRating: boolean }) =>
      unwrap(api.PUT("/api/v1/desk/close-reasons/{reasonId}", { params: { path: { reasonId: id } }, body })),
    { refresh },
  );
  const archive = useAct(
    t,
    (reasonId: string) => unwrap(api.DELETE("/api/v1/desk/close-reasons/{reasonId}", { params: { path: { reasonId } } })),
    { refresh },
  );
  return (
    <section className={styles.block} aria-label={t("reasons.title")}>
      <h2>{t("reasons.title")}</h2>
      {reasons.length === 0 && <p className={ink.secondary}>{t("reasons.none")}</p>}
      <ul className={styles.lines}>
        {reasons.map((reason) => (
          <li key={reason.id}>
            <b>{reason.name}</b>
            <Switch
              label={t("reasons.asks")}
              on={reason.asksRating}
              onChange={(asksRating) => void change.run({ ...reason, asksRating })}
            />
            <IconButton label={t("reasons.archive", { name: reason.name })} onClick={() => void archive.run(reason.id)}>
              <Trash2 size={14} />
            </IconButton>
          </li>
        ))}
      </ul>
      <Form
        onSubmit={async () => {
          if (name.trim() !== "" && (await add.run()) !== undefined) setName("");
        }}
        busy={add.busy}
        problem={add.problem}
        actions={
          <Button type="submit" busy={add.busy}>
            {t("reasons.add")}
          </Button>
        }
      >
        <TextField label={t("reasons.name")} value={name} maxLength={80} onChange={(event) => setName(event.target.value)} />
      </Form>
    </section>
  );
}
