import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMay } from "../../shell/session.tsx";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { Package, Plus } from "../../ui/icons.generated.ts";
import { FirmDialog, writtenOf } from "./firm-dialog.tsx";
import { FirmsList, useFirmsSearch } from "./firms-list.tsx";
import { FirmsTable } from "./firms-table.tsx";
import { useArchiveSupplier, useSaveSupplier } from "./office-acts.ts";
import { OfficeFrame } from "./office-frame.tsx";
import { type Supplier, supplierList } from "./queries.ts";
import { useWords } from "./words/words.ts";

/** Whom one buys from. */
export function SuppliersPage() {
  const t = useWords();
  const mayWrite = useMay("operations.write");
  const [edited, setEdited] = useState<Supplier | "new" | null>(null);
  const list = useInfiniteQuery(supplierList(useFirmsSearch()));
  const archive = useArchiveSupplier();
  const suppliers = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <OfficeFrame
      part="suppliers"
      act={
        mayWrite && (
          <Button tone="primary" onClick={() => setEdited("new")}>
            <Plus size={16} /> {t("suppliers.new")}
          </Button>
        )
      }
      layers={edited !== null && <SupplierDialog {...(edited === "new" ? {} : { supplier: edited })} onClose={() => setEdited(null)} />}
    >
      <FirmsList
        path="/suppliers"
        list={list}
        count={suppliers.length}
        icon={<Package size={20} />}
        none={{ title: t("suppliers.none"), text: t("suppliers.noneText") }}
      >
        <FirmsTable
          label={t("office.suppliers")}
          firms={suppliers}
          heads={[t("suppliers.taxId"), t("suppliers.note")]}
          cellsOf={({ taxId, note }) => [taxId, note]}
          onEdit={mayWrite ? setEdited : undefined}
          onArchive={({ id, archivedAt }) => void archive.run({ id, verb: archivedAt === null ? "archive" : "restore" })}
        />
      </FirmsList>
    </OfficeFrame>
  );
}

function SupplierDialog({ supplier, onClose }: { supplier?: Supplier; onClose: () => void }) {
  const t = useWords();
  const [written, setWritten] = useState({ ...writtenOf(supplier), taxId: supplier?.taxId ?? "", note: supplier?.note ?? "" });
  const set = (part: Partial<typeof written>) => setWritten({ ...written, ...part });
  const save = useSaveSupplier();
  async function submit() {
    if ((await save.run({ id: supplier?.id, ...written })) !== undefined) onClose();
  }
  return (
    <FirmDialog
      title={supplier?.name ?? t("suppliers.new")}
      written={written}
      onWrite={set}
      onSubmit={submit}
      onClose={onClose}
      busy={save.busy}
      problem={save.problem}
    >
      <TextField
        label={t("suppliers.taxId")}
        maxLength={30}
        value={written.taxId}
        onChange={({ target }) => set({ taxId: target.value })}
      />
      <TextField label={t("suppliers.note")} maxLength={2000} value={written.note} onChange={({ target }) => set({ note: target.value })} />
    </FirmDialog>
  );
}
