import { Banner, type BannerProps } from "@shopify/polaris";
import { useEffect, useRef } from "react";
import { useFaultText } from "./fault-text.ts";

/** Says what was refused, in words, where it happened. Takes the focus so that nobody misses it. */
export function FaultBanner({
  title,
  fault,
  action,
  onDismiss,
}: {
  title: string;
  fault: { kind: string; params?: Record<string, string | number> };
  action?: BannerProps["action"];
  onDismiss?: () => void;
}) {
  const say = useFaultText();
  const banner = useRef<{ focus(): void }>(null);
  useEffect(() => {
    banner.current?.focus();
  }, []);
  return (
    <Banner ref={banner} tone="critical" title={title} action={action} onDismiss={onDismiss}>
      <p>{say(fault)}</p>
    </Banner>
  );
}
