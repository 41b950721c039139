import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { FilterParameter } from "../../inbox/find/read-parameter.ts";
import { useMay } from "../../shell/session.tsx";
import { useLocale } from "../../text/locale.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { CircleAlert, Ellipsis } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { Menu, MenuItem } from "../../ui/menu.tsx";
import { toContacts } from "../paths.ts";
import { contactCount, type Segment, segmentList } from "../queries.ts";
import { useWords } from "../words/words.ts";
import { ChangeSegmentDialog, RemoveSegmentDialog } from "./segment-dialogs.tsx";
import styles from "./segment-list.module.css";

/** "Is in this segment", as the address of the list holds it. */
const inSegment = (id: string) => ({ field: "contact.segment", operator: "contains", value: id });

/** Everybody, and the segments of the workspace with how many are in each. Nothing where there is none. */
export function SegmentList({ filter }: { filter: FilterParameter | undefined }) {
  const t = useWords();
  const mayManage = useMay("segments.manage");
  const segments = useQuery(segmentList).data?.items ?? [];
  const [layer, setLayer] = useState<{ kind: "change" | "remove"; segment: Segment } | null>(null);
  if (segments.length === 0) return null;
  const current = JSON.stringify(filter);
  return (
    <nav className={styles.list} aria-label={t("segments.title")}>
      <Link {...toContacts()} className={styles.line} data-current={filter === undefined}>
        {t("segments.all")}
      </Link>
      {segments.map((segment) => (
        <div key={segment.id} className={styles.line} data-current={current === JSON.stringify(inSegment(segment.id))}>
          <Link {...toContacts({ filter: inSegment(segment.id) })} className={ink.oneLine} title={segment.name}>
            {segment.name}
          </Link>
          {segment.isUsable ? (
            <Count id={segment.id} />
          ) : (
            <span title={t("segments.unusable")} role="img" aria-label={t("segments.unusable")}>
              <CircleAlert size={14} />
            </span>
          )}
          {mayManage && (
            <Menu
              trigger={
                <IconButton label={t("segments.acts", { name: segment.name })}>
                  <Ellipsis size={14} />
                </IconButton>
              }
            >
              <MenuItem onSelect={() => setLayer({ kind: "change", segment })}>{t("contact.edit")}</MenuItem>
              <MenuItem onSelect={() => setLayer({ kind: "remove", segment })}>{t("segments.remove")}</MenuItem>
            </Menu>
          )}
        </div>
      ))}
      {layer?.kind === "change" && <ChangeSegmentDialog segment={layer.segment} filter={filter} onClose={() => setLayer(null)} />}
      {layer?.kind === "remove" && <RemoveSegmentDialog segment={layer.segment} onClose={() => setLayer(null)} />}
    </nav>
  );
}

function Count({ id }: { id: string }) {
  const { language } = useLocale();
  const { data } = useQuery(contactCount(inSegment(id)));
  return <span className={ink.quiet}>{data?.count.toLocaleString(language)}</span>;
}
