import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { api, type Conversation, unwrap } from "../../api/client.ts";
import { useMay } from "../../shell/session.tsx";
import { Button } from "../../ui/button.tsx";
import { Plus, Settings, X } from "../../ui/icons.generated.ts";
import { Menu, MenuItem } from "../../ui/menu.tsx";
import { useAct } from "../../ui/use-act.ts";
import { toLabels } from "../paths.ts";
import { labelsQuery } from "../queries.ts";
import { LabelChip, LabelDot } from "./label-chip.tsx";
import styles from "./label-section.module.css";
import { useWords } from "./words/words.ts";

interface Change {
  labelId: string;
  on: boolean;
}

/** What a conversation is about, and the menu that says so. */
export function LabelSection({ conversation }: { conversation: Conversation }) {
  const t = useWords();
  const mayLabel = useMay("conversations.assign");
  const { id, labels } = conversation;
  const change = useAct(
    t,
    ({ labelId, on }: Change) => {
      const params = { path: { conversationId: id, labelId } };
      const address = "/api/v1/conversations/{conversationId}/labels/{labelId}";
      return unwrap(on ? api.PUT(address, { params }) : api.DELETE(address, { params }));
    },
    { refresh: [["conversation", id], ["conversations"], ["labels"]] },
  );
  return (
    <div className={styles.chips}>
      {labels.map((label) => (
        <LabelChip key={label.id} label={label}>
          {mayLabel && (
            <button
              type="button"
              className={styles.off}
              aria-label={t("labels.takeOff", { name: label.name })}
              onClick={() => void change.run({ labelId: label.id, on: false })}
            >
              <X size={12} />
            </button>
          )}
        </LabelChip>
      ))}
      {mayLabel && <LabelMenu chosen={labels.map((label) => label.id)} onChange={(one) => void change.run(one)} />}
    </div>
  );
}

function LabelMenu({ chosen, onChange }: { chosen: string[]; onChange: (change: Change) => void }) {
  const t = useWords();
  const navigate = useNavigate();
  const mayManage = useMay("labels.manage");
  const labels = useQuery(labelsQuery).data?.items ?? [];
  return (
    <Menu
      align="start"
      trigger={
        <Button size="small" tone="ghost" square aria-label={t("labels.change")} title={t("labels.change")}>
          <Plus size={14} />
        </Button>
      }
    >
      {labels.map(({ id, name, color }) => (
        <MenuItem
          key={id}
          toggles
          checked={chosen.includes(id)}
          icon={<LabelDot color={color} />}
          onSelect={() => onChange({ labelId: id, on: !chosen.includes(id) })}
        >
          {name}
        </MenuItem>
      ))}
      {labels.length === 0 && !mayManage && <MenuItem onSelect={() => {}}>{t("labels.empty")}</MenuItem>}
      {mayManage && (
        <MenuItem icon={<Settings size={14} />} onSelect={() => void navigate(toLabels())}>
          {t("labels.toSettings")}
        </MenuItem>
      )}
    </Menu>
  );
}
