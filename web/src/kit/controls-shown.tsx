import { useState } from "react";
import { Button, ButtonLink } from "../ui/button.tsx";
import { Check } from "../ui/check.tsx";
import { SelectField, TextField } from "../ui/field.tsx";
import { Form } from "../ui/form.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { Check as CheckIcon, ListFilter, Pencil, Search, Trash2 } from "../ui/icons.generated.ts";
import { InputBox, Select } from "../ui/input.tsx";
import { Key } from "../ui/key.tsx";
import { LinkButton } from "../ui/link-button.tsx";
import { Spacer } from "../ui/spacer.tsx";
import { Switch } from "../ui/switch.tsx";
import { Choice, Tabs } from "../ui/tabs.tsx";
import { Narrow, Shown, States } from "./shown.tsx";

const nothing = () => undefined;

/** What is pressed, filled in and switched. */
export function ControlsShown() {
  const [on, setOn] = useState(true);
  const [tab, setTab] = useState<"open" | "waiting" | "closed">("open");
  const [side, setSide] = useState<"page" | "text">("page");
  const tabs = [
    { id: "open", label: "Open", count: 12 },
    { id: "waiting", label: "Waiting", count: 3 },
    { id: "closed", label: "Closed" },
  ] as const;
  return (
    <Shown title="Controls">
      <Buttons />
      <States of="Tabs">
        <Tabs label="States" tabs={tabs} selected={tab} onSelect={setTab} />
        <Tabs label="States as pills" tabs={tabs} selected={tab} onSelect={setTab} pills />
      </States>
      <States of="Choice">
        <Choice
          label="Side"
          options={[
            { id: "page", label: "Page" },
            { id: "text", label: "Text" },
          ]}
          selected={side}
          onSelect={setSide}
        />
      </States>
      <States of="Switch, Check">
        <Narrow>
          <Switch label="On" on={on} onChange={setOn} />
          <Switch label="Off" on={!on} onChange={() => setOn(!on)} />
        </Narrow>
        <Check label="Ticked" checked={on} onChange={setOn} />
        <Check label="Not ticked" checked={!on} onChange={() => setOn(!on)} middle />
      </States>
      <Fields />
    </Shown>
  );
}

const Buttons = () => (
  <>
    <States of="Button">
      <Button>Plain</Button>
      <Button tone="primary">Primary</Button>
      <Button tone="ghost">Ghost</Button>
      <Button tone="note">Save note</Button>
      <Button tone="danger">Remove</Button>
      <Button tone="primary" busy>
        Busy
      </Button>
      <Button aria-disabled title="Says why">
        Not now
      </Button>
      <Button>
        <Trash2 size={16} /> With icon
      </Button>
      <Button tone="primary">
        <CheckIcon size={16} /> With icon
      </Button>
    </States>
    <States of="small, square, link">
      <Button size="small">Small</Button>
      <Button size="small" tone="primary">
        Small
      </Button>
      <Button size="small">
        Resolve <Key>E</Key>
      </Button>
      <IconButton label="Rename" shortcut="R">
        <Pencil size={16} />
      </IconButton>
      <IconButton label="Filter, on" active>
        <ListFilter size={16} />
      </IconButton>
      <ButtonLink href="#kit">Link</ButtonLink>
      <LinkButton onClick={nothing}>Within a sentence</LinkButton>
    </States>
  </>
);

const Fields = () => (
  <States of="Field, Input, Select">
    <Form
      onSubmit={nothing}
      problem="The server did not take it, and says why."
      actions={
        <>
          <Button tone="ghost">Back</Button>
          <Spacer />
          <Button type="submit" tone="primary">
            Save
          </Button>
        </>
      }
    >
      <TextField label="Name" defaultValue="Clima Norte" hint="As customers see it." />
      <TextField label="Telephone" defaultValue="12" problem="A number has at least 8 digits." />
      <TextField label="Small label" smallLabel placeholder="Nothing yet" />
      <TextField label="Fixed" defaultValue="118700891164806" disabled />
      <SelectField label="Language" defaultValue="pt">
        <option value="pt">Português</option>
        <option value="en">English</option>
      </SelectField>
    </Form>
    <InputBox small>
      <Search size={14} />
      <input aria-label="Search" placeholder="Search" />
    </InputBox>
    <Select small aria-label="Small select">
      <option>Small select</option>
    </Select>
  </States>
);
