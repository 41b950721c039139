import { type ReactNode, useState } from "react";
import { api, unwrap } from "../../api/client.ts";
import { type FilterParameter, readParameter } from "../../inbox/find/read-parameter.ts";
import { Button } from "../../ui/button.tsx";
import { Check } from "../../ui/check.tsx";
import { TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form.tsx";
import { useAct } from "../../ui/use-act.ts";
import { type Segment, segmentsRefresh } from "../queries.ts";
import { useWords } from "../words/words.ts";

/** Keeps the filter of the list under a name. */
export function SaveSegmentDialog({ filter, onClose }: { filter: FilterParameter; onClose: () => void }) {
  const condition = readParameter(filter);
  return (
    <NameDialog
      name=""
      onClose={onClose}
      onSave={(name) => unwrap(api.POST("/api/v1/segments", { body: { name, condition: asDocument(condition) } }))}
    />
  );
}

interface ChangeSegmentDialogProps {
  segment: Segment;
  /** Of the list, for whoever corrected it there. */
  filter: FilterParameter | undefined;
  onClose: () => void;
}

/** Another name, or the filter that the list has now. */
export function ChangeSegmentDialog({ segment, filter, onClose }: ChangeSegmentDialogProps) {
  const t = useWords();
  const [isReplaced, setReplaced] = useState(false);
  const present = readParameter(filter);
  const isOther = present !== null && !JSON.stringify(present).includes('"contact.segment"');
  return (
    <NameDialog
      name={segment.name}
      onClose={onClose}
      onSave={(name) =>
        unwrap(
          api.PUT("/api/v1/segments/{segmentId}", {
            params: { path: { segmentId: segment.id } },
            body: { name, condition: isReplaced ? asDocument(present) : segment.condition },
          }),
        )
      }
      more={isOther && <Check label={t("segments.change")} checked={isReplaced} onChange={setReplaced} />}
    />
  );
}

/** A condition is a plain document. */
const asDocument = (condition: object | null) => (condition ?? { all: [] }) as Record<string, unknown>;

interface NameDialogProps {
  name: string;
  onSave: (name: string) => Promise<unknown>;
  onClose: () => void;
  more?: ReactNode;
}

function NameDialog({ name: before, onSave, onClose, more }: NameDialogProps) {
  const t = useWords();
  const [name, setName] = useState(before);
  const save = useAct(t, () => onSave(name), { problem: "inline", refresh: segmentsRefresh });
  return (
    <FormDialog
      title={before === "" ? t("segments.save") : before}
      onClose={onClose}
      onSubmit={async () => (await save.run()) !== undefined && onClose()}
      busy={save.busy}
      problem={save.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("contacts.cancel")}</Button>
          <Button type="submit" tone="primary" busy={save.busy}>
            {t("segments.keep")}
          </Button>
        </>
      }
    >
      <TextField
        label={t("segments.name")}
        value={name}
        required
        pattern=".*\S.*"
        maxLength={60}
        autoFocus
        onChange={({ target }) => setName(target.value)}
      />
      {more}
    </FormDialog>
  );
}

export function RemoveSegmentDialog({ segment, onClose }: { segment: Segment; onClose: () => void }) {
  const t = useWords();
  const remove = useAct(t, () => unwrap(api.DELETE("/api/v1/segments/{segmentId}", { params: { path: { segmentId: segment.id } } })), {
    problem: "inline",
    refresh: segmentsRefresh,
    done: () => {
      onClose();
      return undefined;
    },
  });
  return (
    <FormDialog
      title={t("segments.removeTitle", { name: segment.name })}
      onClose={onClose}
      onSubmit={() => remove.run()}
      busy={remove.busy}
      problem={remove.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("contacts.cancel")}</Button>
          <Button type="submit" tone="danger" busy={remove.busy}>
            {t("segments.remove")}
          </Button>
        </>
      }
    >
      <p>{t("segments.removeText")}</p>
    </FormDialog>
  );
}
