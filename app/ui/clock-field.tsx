import { TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { parseClock, writeClock } from "./clock.ts";

/** A place in a clip, as people write it. What cannot be read is said and not handed on. */
export function ClockField({
  label,
  placeholder,
  value,
  error,
  onChange,
}: {
  label: string;
  /** What an empty field means; left out where it may not be empty. */
  placeholder?: string;
  value: number | null;
  error?: string | undefined;
  onChange: (ms: number | null) => void;
}) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string | null>(null);
  const empty = typed !== null && typed.trim() === "";
  const wrong = typed !== null && (empty ? !placeholder : parseClock(typed) === null);
  return (
    <TextField
      label={label}
      {...(placeholder ? { placeholder } : {})}
      autoComplete="off"
      value={typed ?? (value === null ? "" : writeClock(value))}
      error={wrong ? t("clip.products.clockWrong") : error}
      onChange={(text) => {
        setTyped(text);
        if (text.trim() === "") {
          if (placeholder) onChange(null);
        } else {
          const ms = parseClock(text);
          if (ms !== null) onChange(ms);
        }
      }}
      onBlur={() => {
        if (!wrong) setTyped(null);
      }}
    />
  );
}
