import { Button } from "../../ui/button.tsx";
import { ListFilter } from "../../ui/icons.generated.ts";
import { FilterSays } from "../filter-says.tsx";
import { useWords } from "../words/words.ts";
import { parameterOf } from "./parameter-of.ts";

/** Which conversations alone, in words, and the way to change it. */
export function FilterLine({ filter, onFilter }: { filter: string | null; onFilter: () => void }) {
  const t = useWords();
  const parameter = parameterOf(filter);
  return (
    <div>
      {parameter === undefined ? (
        <Button size="small" onClick={onFilter}>
          <ListFilter size={14} /> {t("analytics.filter")}
        </Button>
      ) : (
        <FilterSays filter={parameter} onEdit={onFilter} />
      )}
    </div>
  );
}
