import { Link } from "@tanstack/react-router";
import { useLocale } from "../text/locale.tsx";
import { Avatar } from "../ui/avatar.tsx";
import { Chip } from "../ui/chip.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { Ellipsis } from "../ui/icons.generated.ts";
import { Menu, MenuItem } from "../ui/menu.tsx";
import { Spacer } from "../ui/spacer.tsx";
import styles from "./leads.module.css";
import { type LeadsSearch, toLeads } from "./paths.ts";
import type { Deal, Stage } from "./queries.ts";
import { classTone, dayText, moneyText } from "./texts.ts";
import { useWords } from "./words/words.ts";

interface DealCardProps {
  deal: Deal;
  /** Of the page that it stands on: opening it keeps the filter. */
  search?: LeadsSearch;
  /** Where it may go by its menu, which the keyboard reaches; absent: nowhere. */
  stages?: readonly Stage[];
  onMove?: (stage: Stage) => void;
  /** In a column everybody sees the stage already. */
  showsStage?: boolean;
  isOpen?: boolean;
}

/** A deal in a few lines: with whom, about what, how much, and what comes next. */
export function DealCard({ deal, search = {}, stages = [], onMove, showsStage, isOpen }: DealCardProps) {
  const t = useWords();
  const { language } = useLocale();
  const { contact, title, valueCents, currency, owner, nextStep, nextStepOn, isStale, stage } = deal;
  const name = contact.name ?? t("deals.noName");
  const others = stages.filter(({ id }) => id !== stage.id);
  return (
    <article className={styles.card} data-open={isOpen === true ? "" : undefined}>
      <div className={styles.head}>
        <Link {...toLeads({ ...search, deal: deal.id })} draggable={false}>
          {name}
        </Link>
        <Spacer />
        {owner !== null && (
          <span title={owner.name}>
            <Avatar name={owner.name} size={20} />
          </span>
        )}
        {onMove !== undefined && others.length > 0 && (
          <Menu
            trigger={
              <IconButton label={t("deals.moveTo", { title })}>
                <Ellipsis size={16} />
              </IconButton>
            }
          >
            {others.map((other) => (
              <MenuItem key={other.id} onSelect={() => onMove(other)}>
                {other.name}
              </MenuItem>
            ))}
          </Menu>
        )}
      </div>
      <span className={styles.meta}>{title}</span>
      <dl className={styles.figures}>
        <div>
          <dt>{t("deal.value")}</dt>
          <dd>{moneyText(valueCents, currency, language)}</dd>
        </div>
        {contact.score !== null && (
          <div>
            <dt>{t("lead.score")}</dt>
            <dd>{contact.score}</dd>
          </div>
        )}
      </dl>
      {(showsStage === true || contact.leadClass !== null || isStale || nextStep !== "") && (
        <div className={styles.foot}>
          {showsStage === true && <Chip outline>{stage.name}</Chip>}
          {contact.leadClass !== null && <Chip tone={classTone(contact.leadClass)}>{t(`class.${contact.leadClass}`)}</Chip>}
          {isStale && <Chip tone="warn">{t("deals.isStale")}</Chip>}
          {nextStep !== "" && (
            <span>
              {nextStep}
              {nextStepOn !== null && ` · ${dayText(nextStepOn, language)}`}
            </span>
          )}
        </div>
      )}
    </article>
  );
}
