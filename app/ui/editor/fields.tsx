import { RangeSlider, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { type EditDocument, LIMITS } from "../../domains/media/index.ts";
import { parseClock } from "../clock.ts";

/** A time as people write it, to the millisecond. Takes effect when it is left or Enter is pressed. */
export function TimeField({
  label,
  value,
  empty,
  disabled,
  onChange,
}: {
  label: string;
  /** Milliseconds; null where `empty` may stand for it. */
  value: number | null;
  /** What stands in a field without a time, which then may be emptied. */
  empty?: string;
  disabled?: boolean;
  onChange: (value: number | null) => void;
}) {
  const { t } = useTranslation();
  const written = value === null ? "" : exactClock(value);
  const [text, setText] = useState(written);
  const [wrong, setWrong] = useState(false);
  useEffect(() => {
    setText(written);
    setWrong(false);
  }, [written]);
  const take = () => {
    if (text === written) return setWrong(false);
    const time = text.trim() === "" && empty !== undefined ? null : parseClock(text);
    if (time === null && !(text.trim() === "" && empty !== undefined)) return setWrong(true);
    setWrong(false);
    onChange(time);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        take();
      }}
    >
      <TextField
        label={label}
        autoComplete="off"
        value={text}
        placeholder={empty}
        disabled={disabled}
        error={wrong ? t("clip.products.clockWrong") : undefined}
        onChange={setText}
        onBlur={take}
      />
    </form>
  );
}

/** `0:07.08`: two digits of a second are enough to name every picture. */
function exactClock(ms: number): string {
  const hundredths = Math.round(ms / 10);
  const minutes = Math.floor(hundredths / 6000);
  const rest = hundredths - minutes * 6000;
  const two = (value: number) => String(value).padStart(2, "0");
  return `${minutes}:${two(Math.floor(rest / 100))}.${two(rest % 100)}`;
}

/** How long the picture or the sound of the whole clip comes in or goes out. */
export function FadeField({
  fade,
  end,
  onChange,
}: {
  fade: EditDocument["fade"];
  end: keyof EditDocument["fade"];
  onChange: (change: Pick<EditDocument, "fade">, what: string) => void;
}) {
  const { t } = useTranslation();
  return (
    <TimeField
      label={t(`editor.fade.${end}`)}
      value={fade[end]}
      onChange={(value) =>
        onChange({ fade: { ...fade, [end]: Math.min(LIMITS.longestFade, value ?? 0) } }, end)
      }
    />
  );
}

/** A share or a sliding scale, shown in hundredths. */
export function ShareSlider({
  label,
  value,
  min = 0,
  max = 1,
  onChange,
}: {
  label: string;
  value: number;
  min?: number;
  max?: number;
  onChange: (value: number) => void;
}) {
  const shown = Math.round(value * 100);
  return (
    <RangeSlider
      label={label}
      min={min * 100}
      max={max * 100}
      step={1}
      value={shown}
      output
      suffix={<span className="cs-value">{shown}</span>}
      onChange={(next) => onChange(Number(next) / 100)}
    />
  );
}
