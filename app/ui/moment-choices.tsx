import {
  BlockStack,
  Box,
  Button,
  Checkbox,
  InlineError,
  InlineStack,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";
import { DeleteIcon } from "@shopify/polaris-icons";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import {
  type BranchChoice,
  MAX_CHOICES,
  MIN_CHOICES,
  type QuizChoice,
} from "../domains/media/index.ts";
import { ClockField } from "./clock-field.tsx";

export function BranchChoices({
  choices,
  titles,
  errorOf,
  onPick,
  onChange,
}: {
  choices: BranchChoice[];
  /** Titles of clips by id. */
  titles: Record<string, string>;
  errorOf: (field: string) => string | undefined;
  /** The clip that this choice leads to is to be chosen. */
  onPick: (at: number) => void;
  onChange: (choices: BranchChoice[]) => void;
}) {
  const { t } = useTranslation();
  const put = (at: number, part: Partial<BranchChoice>) =>
    onChange(choices.map((one, index) => (index === at ? { ...one, ...part } : one)));
  return (
    <Choices
      choices={choices}
      errorOf={errorOf}
      fresh={{ text: "", video: null, at: 0 }}
      onChange={onChange}
    >
      {({ video, at: time }, at) => (
        <InlineStack gap="300" blockAlign="end">
          <Select
            label={t("moments.choiceLeadsTo")}
            options={[
              { value: "clip", label: t("moments.anotherClip") },
              { value: "time", label: t("moments.aTime") },
            ]}
            value={time === null ? "clip" : "time"}
            onChange={(to) =>
              put(at, to === "time" ? { video: null, at: 0 } : { video: null, at: null })
            }
          />
          {time === null ? (
            <>
              {video ? (
                <Text as="p" breakWord>
                  {titles[video] ?? t("moments.clipGone")}
                </Text>
              ) : null}
              <Button onClick={() => onPick(at)}>{t("moments.chooseClip")}</Button>
            </>
          ) : (
            <ClockField
              label={t("moments.at")}
              value={time}
              onChange={(ms) => put(at, { video: null, at: ms ?? 0 })}
            />
          )}
        </InlineStack>
      )}
    </Choices>
  );
}

export function QuizChoices({
  choices,
  errorOf,
  onChange,
}: {
  choices: QuizChoice[];
  errorOf: (field: string) => string | undefined;
  onChange: (choices: QuizChoice[]) => void;
}) {
  const { t } = useTranslation();
  const put = (at: number, part: Partial<QuizChoice>) =>
    onChange(choices.map((one, index) => (index === at ? { ...one, ...part } : one)));
  return (
    <Choices
      choices={choices}
      errorOf={errorOf}
      fresh={{ text: "", right: false, answer: "" }}
      onChange={onChange}
    >
      {({ right, answer }, at) => (
        <>
          <Checkbox
            label={t("moments.right")}
            checked={right}
            onChange={(on) => put(at, { right: on })}
          />
          <TextField
            label={t("moments.answer")}
            autoComplete="off"
            multiline={2}
            value={answer}
            error={errorOf(`answer-${at}`)}
            onChange={(text) => put(at, { answer: text })}
          />
        </>
      )}
    </Choices>
  );
}

/** The rows of a question, each with its text and what `children` adds to it. */
function Choices<Choice extends { text: string }>({
  choices,
  errorOf,
  fresh,
  onChange,
  children,
}: {
  choices: Choice[];
  errorOf: (field: string) => string | undefined;
  /** What a new row begins with. */
  fresh: Choice;
  onChange: (choices: Choice[]) => void;
  children: (choice: Choice, at: number) => ReactNode;
}) {
  const { t } = useTranslation();
  const fault = errorOf("choices");
  return (
    <BlockStack gap="300">
      {choices.map((choice, at) => (
        <Box
          // Rows have nothing of their own that lasts: their place is what they are known by.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          key={at}
          padding="300"
          borderColor="border"
          borderWidth="025"
          borderRadius="200"
        >
          <BlockStack gap="300">
            <InlineStack gap="200" blockAlign="end" wrap={false}>
              <div className="cs-grow">
                <TextField
                  label={t("moments.choice", { number: at + 1 })}
                  autoComplete="off"
                  value={choice.text}
                  error={errorOf(`choice-${at}`)}
                  onChange={(text) =>
                    onChange(choices.map((one, index) => (index === at ? { ...one, text } : one)))
                  }
                />
              </div>
              {choices.length > MIN_CHOICES ? (
                <Button
                  icon={DeleteIcon}
                  variant="tertiary"
                  accessibilityLabel={t("moments.removeChoice", { number: at + 1 })}
                  onClick={() => onChange(choices.filter((_, index) => index !== at))}
                />
              ) : null}
            </InlineStack>
            {children(choice, at)}
          </BlockStack>
        </Box>
      ))}
      {fault ? <InlineError message={fault} fieldID="" /> : null}
      {choices.length < MAX_CHOICES ? (
        <InlineStack>
          <Button onClick={() => onChange([...choices, fresh])}>{t("moments.addChoice")}</Button>
        </InlineStack>
      ) : null}
    </BlockStack>
  );
}
