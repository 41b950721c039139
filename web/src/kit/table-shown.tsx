import { useState } from "react";
import { Button } from "../ui/button.tsx";
import { type Column, DataTable } from "../ui/data-table.tsx";
import ink from "../ui/ink.module.css";
import { useSort } from "../ui/use-sort.ts";
import { Shown } from "./shown.tsx";

interface Part {
  id: string;
  name: string;
  stock: number;
}

const PARTS: Part[] = ["Compressor 12k", "Placa da condensadora", "Sensor de temperatura", "Filtro", "Gás R-410A"].map((name, index) => ({
  id: String(index),
  name,
  stock: (index * 7) % 5,
}));
const MANY: Part[] = Array.from({ length: 5_000 }, (_, index) => ({
  id: String(index),
  name: `Part ${index + 1}`,
  stock: (index * 31) % 97,
}));

const COLUMNS: Column<Part>[] = [
  { id: "name", title: "Name", value: ({ name }) => name, cell: ({ name }) => name },
  {
    id: "stock",
    title: "In stock",
    width: "90px",
    value: ({ stock }) => stock,
    cell: ({ stock }) => <span className={ink.figures}>{stock}</span>,
  },
  { id: "code", title: "Code", width: "120px", isMinor: true, cell: ({ id }) => <span className={ink.mono}>P-{id}</span> },
];

/** A short table with everything, and a long one that draws only what is seen. */
export function TableShown() {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(["1"]));
  const [sort, setSort] = useSort();
  return (
    <Shown title="DataTable">
      <DataTable<Part>
        label="Parts"
        rows={PARTS}
        idOf={({ id }) => id}
        columns={COLUMNS}
        sort={sort}
        onSort={setSort}
        selection={{
          chosen,
          onChoose: setChosen,
          isSelectable: ({ stock }) => stock > 0,
          labelOf: ({ name }) => name,
          all: "Select all",
          acts: <Button tone="primary">Order {chosen.size}</Button>,
        }}
        detail={{ label: "Show more", show: ({ name }) => `More about ${name}` }}
        csv={{ fileName: "parts.csv", label: "Download CSV" }}
      />
      <DataTable<Part> label="Many parts" rows={MANY} idOf={({ id }) => id} columns={COLUMNS} sort={sort} onSort={setSort} />
    </Shown>
  );
}
