import type { ComponentType } from "react";
import type { RightName } from "../../api/rights.generated.ts";
import type { SettingsEntry } from "../../shell/room.ts";
import type { Language } from "../../text/locale.tsx";
import { Braces, Building2, ClipboardList, Lock, MapPin, ShieldCheck, User, Users } from "../../ui/icons.generated.ts";
import { AccessPage } from "./access/access-page.tsx";
import { AuditPage } from "./audit/audit-page.tsx";
import { KeysPage } from "./keys/keys-page.tsx";
import { MembersPage } from "./members/members-page.tsx";
import { ProfilePage } from "./own/profile-page.tsx";
import { SecurityPage } from "./own/security-page.tsx";
import { type Section, toSection } from "./paths.ts";
import { RolesPage } from "./roles/roles-page.tsx";
import { SignOnPage } from "./sign-on-page.tsx";
import { settingsWords } from "./words/words.ts";
import { WorkspacePage } from "./workspace-page.tsx";
import { WorkspacesPage } from "./workspaces/workspaces-page.tsx";

interface SectionFace extends Pick<SettingsEntry, "group" | "icon"> {
  /** Only for whoever has it. */
  right?: RightName;
  page: ComponentType;
}

/** What each page is, and who may see it. */
export const SECTION_FACES: Record<Section, SectionFace> = {
  profile: { group: "you", icon: User, page: ProfilePage },
  security: { group: "you", icon: ShieldCheck, page: SecurityPage },
  workspaces: { group: "you", icon: Building2, page: WorkspacesPage },
  members: { group: "team", icon: Users, right: "team.manage", page: MembersPage },
  roles: { group: "team", icon: Lock, right: "roles.write", page: RolesPage },
  workspace: { group: "company", icon: MapPin, right: "workspace.manage", page: WorkspacePage },
  access: { group: "company", icon: ShieldCheck, right: "workspace.manage", page: AccessPage },
  "sign-on": { group: "company", icon: Lock, right: "workspace.manage", page: SignOnPage },
  keys: { group: "company", icon: Braces, right: "api_keys.manage", page: KeysPage },
  audit: { group: "company", icon: ClipboardList, right: "audit.read", page: AuditPage },
};

/** The same as the list of settings shows it, with its words. */
export async function loadEntries(language: Language): Promise<SettingsEntry[]> {
  await settingsWords.load(language);
  const sections = Object.entries(SECTION_FACES) as [Section, SectionFace][]; // the keys of the record are its sections
  return sections.map(([section, { page: _page, ...face }]) => ({
    ...face,
    label: settingsWords.phrase(`section.${section}`),
    target: toSection(section),
  }));
}
