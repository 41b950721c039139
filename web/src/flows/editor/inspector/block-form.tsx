import type { RoomBlock } from "../../../../../flow/block-types.ts";
import type { Block } from "../../../../../flow/document.ts";
import { changeBlock } from "../../drawing/edit-drawing.ts";
import type { ActionFacts } from "../../queries.ts";
import { useWords } from "../../words/words.ts";
import { useEditor } from "../editor-context.ts";
import { AnswerRules } from "./asks-form.tsx";
import { ConditionForm } from "./condition-form.tsx";
import { ActionForm, HandOverForm, RegistrationForm, RoomForm } from "./does-form.tsx";
import { withPart } from "./form-props.ts";
import { HttpForm } from "./http-form.tsx";
import { LocalTextField } from "./local-text.tsx";
import { HoursForm, JumpForm, SetForm, SplitForm, SubFlowForm, WaitForm, WaitUntilForm } from "./logic-form.tsx";
import { OptionsForm } from "./options-form.tsx";
import { QuestionForm } from "./question-form.tsx";
import { FileForm, LocationForm } from "./says-form.tsx";
import { Section } from "./section.tsx";
import { OutsideForm, TemplateForm } from "./template-form.tsx";

interface BlockFormProps {
  block: Block;
  actions: readonly ActionFacts[];
  rooms: readonly RoomBlock[];
}

/** Everything that this type of block can be told. */
export function BlockForm({ block, actions, rooms }: BlockFormProps) {
  const t = useWords();
  const { change } = useEditor();
  const set = (part: object, mark?: string) =>
    change((now) => changeBlock(now, block.id, (one) => withPart(one, part)), mark === undefined ? undefined : `${block.id}-${mark}`);
  if ("attempts" in block) {
    return (
      <>
        <Section>
          <LocalTextField label={t("flow.question")} text={block.text} most={1024} onChange={(text) => set({ text }, "text")} />
        </Section>
        {block.type === "ask_choice" && <OptionsForm block={block} set={set} />}
        <AnswerRules block={block} set={set} />
        <QuestionForm block={block} set={set} />
        <OutsideForm block={block} set={set} />
      </>
    );
  }
  switch (block.type) {
    case "say_text":
      return (
        <>
          <Section>
            <LocalTextField label={t("flow.message")} text={block.text} rows={4} onChange={(text) => set({ text }, "text")} />
          </Section>
          <OutsideForm block={block} set={set} />
        </>
      );
    case "say_file":
      return <FileForm block={block} set={set} />;
    case "say_location":
      return <LocationForm block={block} set={set} />;
    case "say_template":
      return <TemplateForm block={block} set={set} />;
    case "set_variable":
      return <SetForm block={block} set={set} />;
    case "condition":
      return <ConditionForm block={block} set={set} />;
    case "hours":
      return <HoursForm block={block} set={set} />;
    case "split":
      return <SplitForm block={block} set={set} />;
    case "wait":
      return <WaitForm block={block} set={set} />;
    case "wait_until":
      return <WaitUntilForm block={block} set={set} />;
    case "jump":
      return <JumpForm block={block} set={set} />;
    case "sub_flow":
      return <SubFlowForm block={block} set={set} />;
    case "http":
      return <HttpForm block={block} set={set} />;
    case "action":
      return <ActionForm block={block} set={set} actions={actions} />;
    case "hand_over":
      return <HandOverForm block={block} set={set} />;
    case "registration":
      return <RegistrationForm block={block} set={set} />;
    case "room":
      return <RoomForm block={block} set={set} rooms={rooms} />;
    case "end":
      return null;
  }
}
