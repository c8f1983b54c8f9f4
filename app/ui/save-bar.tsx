import { useBlocker } from "@remix-run/react";
import { SaveBar, useAppBridge } from "@shopify/app-bridge-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";

/**
 * Shopify's contextual save bar. While it is open, leaving the screen asks first, whichever way one
 * leaves: App Bridge guards its own menu, the blocker guards links inside the app.
 */
export function DraftBar({
  dirty,
  saving,
  onSending,
  onSave,
  onDiscard,
}: {
  dirty: boolean;
  saving: boolean;
  /** Just before `onSave`. */
  onSending?: () => void;
  onSave: () => void;
  onDiscard: () => void;
}) {
  const { t } = useTranslation();
  const shopify = useAppBridge();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      dirty && !saving && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (blocker.state !== "blocked") return;
    shopify.saveBar.leaveConfirmation().then(
      () => blocker.proceed(),
      () => blocker.reset(),
    );
  }, [blocker, shopify]);

  return (
    <SaveBar id="draft" open={dirty}>
      <button
        type="button"
        variant="primary"
        loading={saving ? "" : undefined}
        onClick={() => {
          onSending?.();
          onSave();
        }}
      >
        {t("common.save")}
      </button>
      <button type="button" disabled={saving} onClick={onDiscard}>
        {t("common.discard")}
      </button>
    </SaveBar>
  );
}
