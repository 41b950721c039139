import { useParams } from "@tanstack/react-router";
import { useMe } from "../../shell/session.tsx";
import { SettingsPage } from "../../shell/settings-page.tsx";
import { useTitle } from "../../shell/use-title.ts";
import { Blank } from "../../ui/blank.tsx";
import { Lock } from "../../ui/icons.generated.ts";
import { NotThere } from "../../ui/load-error.tsx";
import { SECTION_FACES } from "./entries.ts";
import { SECTIONS, type Section } from "./paths.ts";
import { useWords } from "./words/words.ts";

// One module for the room's face: what it names costs bytes of the first load.
export { loadEntries } from "./entries.ts";

/** `/settings/members` and its neighbours: the one that the address names. */
export function Page() {
  const named = useParams({ strict: false, select: ({ section }: { section?: string }) => section });
  const section = SECTIONS.find((one) => one === named);
  return section === undefined ? <UnknownSection /> : <KnownSection key={section} section={section} />;
}

function KnownSection({ section }: { section: Section }) {
  const t = useWords();
  const { capabilities } = useMe();
  const { right, page: Shown } = SECTION_FACES[section];
  const title = t(`section.${section}`);
  useTitle(title);
  return (
    <SettingsPage title={title}>
      {right === undefined || capabilities.includes(right) ? (
        <Shown />
      ) : (
        <Blank icon={<Lock size={20} />} title={title} text={t("problem.team.not_allowed")} />
      )}
    </SettingsPage>
  );
}

function UnknownSection() {
  const t = useWords();
  return (
    <SettingsPage title={t("error.notThere")}>
      <NotThere />
    </SettingsPage>
  );
}
