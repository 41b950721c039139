import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { api, unwrap } from "../../api/client.ts";
import { useMay } from "../../shell/session.tsx";
import { Button } from "../../ui/button.tsx";
import { Check } from "../../ui/check.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form.tsx";
import ink from "../../ui/ink.module.css";
import { useAct } from "../../ui/use-act.ts";
import { type InboxSearch, listQuery } from "../inbox-search.ts";
import { toInbox } from "../paths.ts";
import { type SavedView, searchOf } from "./saved-views.ts";
import { useWords } from "./words/words.ts";

const COLORS = ["gray", "teal", "amber", "violet", "pink", "blue", "green", "red"] as const satisfies SavedView["color"][];

interface ViewDialogProps {
  /** What is shown, where it is kept as a new view. */
  search: InboxSearch;
  /** The view that is changed instead; what it holds stays. */
  view?: SavedView | undefined;
  onClose: () => void;
}

/** Under which name and colour a view is kept, and for whom. */
export default function ViewDialog({ search, view, onClose }: ViewDialogProps) {
  const t = useWords();
  const navigate = useNavigate();
  const mayShare = useMay("views.share");
  const [draft, setDraft] = useState(
    view === undefined
      ? { name: "", color: "teal" as SavedView["color"], isShared: false }
      : { name: view.name, color: view.color, isShared: view.isShared },
  );
  const keep = useAct(
    t,
    () =>
      view === undefined
        ? unwrap(api.POST("/api/v1/views", { body: { ...draft, query: listQuery(search) } }))
        : unwrap(api.PATCH("/api/v1/views/{viewId}", { params: { path: { viewId: view.id } }, body: draft })),
    { problem: "inline", refresh: [["views"]], done: ({ name }) => ({ text: t("views.kept", { name }) }) },
  );
  return (
    <FormDialog
      title={view === undefined ? t("views.save") : t("views.edit", { name: view.name })}
      onClose={onClose}
      onSubmit={async () => {
        const kept = await keep.run();
        if (kept === undefined) return;
        onClose();
        if (view === undefined) void navigate(toInbox(searchOf(kept)));
      }}
      busy={keep.busy}
      problem={keep.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("views.cancel")}</Button>
          <Button type="submit" tone="primary" busy={keep.busy}>
            {t("views.keep")}
          </Button>
        </>
      }
    >
      <TextField
        label={t("views.name")}
        value={draft.name}
        required
        pattern=".*\S.*"
        maxLength={60}
        onChange={({ target }) => setDraft({ ...draft, name: target.value })}
      />
      <SelectField
        label={t("views.color")}
        value={draft.color}
        onChange={({ target }) => setDraft({ ...draft, color: COLORS.find((one) => one === target.value) ?? "gray" })}
      >
        {COLORS.map((color) => (
          <option key={color} value={color}>
            {t(`color.${color}`)}
          </option>
        ))}
      </SelectField>
      {mayShare && (
        <>
          <Check label={t("views.shared")} checked={draft.isShared} onChange={(isShared) => setDraft({ ...draft, isShared })} />
          <p className={ink.secondary}>{t("views.sharedText")}</p>
        </>
      )}
    </FormDialog>
  );
}
