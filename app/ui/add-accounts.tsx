import { Badge, Banner, BlockStack, Button, InlineStack, Link, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  type AccountView,
  PLATFORM_NAMES,
  type Platform,
  type PlatformView,
} from "../domains/intake/index.ts";
import { Confirm } from "./confirm.tsx";
import { useFormatters } from "./shop-context.tsx";

interface AccountDeeds {
  /** The platform or the account that a deed is under way for. */
  busy: string | null;
  onConnect: (kind: Platform) => void;
  onSync: (account: string) => void;
  onDisconnect: (account: string) => void;
}

/** What each platform can give, and the accounts there that are connected. */
export function AddAccounts({ platforms, ...deeds }: { platforms: PlatformView[] } & AccountDeeds) {
  const { t } = useTranslation();
  const [leaving, setLeaving] = useState<AccountView | null>(null);
  return (
    <BlockStack gap="400">
      <Text as="p">{t("add.accounts.text")}</Text>
      <ul className="cs-lines">
        {platforms.map((platform) => (
          <li key={platform.kind}>
            <PlatformLine platform={platform} onLeave={setLeaving} {...deeds} />
          </li>
        ))}
      </ul>
      <Confirm
        open={leaving !== null}
        title={t("add.accounts.leaveTitle", { name: leaving?.name ?? "" })}
        text={
          leaving?.kind === "instagram"
            ? t("add.accounts.leaveInstagram")
            : t("add.accounts.leaveText")
        }
        deed={t("add.accounts.disconnect")}
        busy={leaving !== null && deeds.busy === leaving.id}
        onClose={() => setLeaving(null)}
        onConfirm={() => {
          if (leaving) deeds.onDisconnect(leaving.id);
          setLeaving(null);
        }}
      />
    </BlockStack>
  );
}

function PlatformLine({
  platform,
  busy,
  onConnect,
  onSync,
  onLeave,
}: {
  platform: PlatformView;
  onLeave: (account: AccountView) => void;
} & Omit<AccountDeeds, "onDisconnect">) {
  const { t } = useTranslation();
  const { kind, configured, accounts } = platform;
  const name = PLATFORM_NAMES[kind];
  return (
    <BlockStack gap="300">
      <InlineStack gap="300" align="space-between" blockAlign="center">
        <Text as="h3" variant="headingSm">
          {name}
        </Text>
        {configured ? (
          <Button
            {...(accounts.length === 0 ? { variant: "primary" as const } : {})}
            loading={busy === kind}
            onClick={() => onConnect(kind)}
          >
            {accounts.length === 0
              ? t("add.accounts.connect", { platform: name })
              : t("add.accounts.another")}
          </Button>
        ) : null}
      </InlineStack>
      <Text as="p" tone="subdued" variant="bodySm">
        {configured
          ? t(`add.accounts.gives.${kind}`)
          : t("add.accounts.notConfigured", { platform: name })}
      </Text>
      {accounts.map((account) => (
        <AccountLine
          key={account.id}
          account={account}
          busy={busy === account.id}
          onConnect={() => onConnect(kind)}
          onSync={() => onSync(account.id)}
          onLeave={() => onLeave(account)}
        />
      ))}
    </BlockStack>
  );
}

function AccountLine({
  account,
  busy,
  onConnect,
  onSync,
  onLeave,
}: {
  account: AccountView;
  busy: boolean;
  onConnect: () => void;
  onSync: () => void;
  onLeave: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormatters();
  const { name, page, state, looking, syncedAt, nextSyncAt } = account;
  const platform = PLATFORM_NAMES[account.kind];
  return (
    <div className="cs-account">
      <BlockStack gap="200">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h4" fontWeight="semibold" breakWord>
            {page ? (
              <Link url={page} target="_blank" removeUnderline>
                {name}
              </Link>
            ) : (
              name
            )}
          </Text>
          {state === "lapsed" ? (
            <Badge tone="critical">{t("add.accounts.lapsed")}</Badge>
          ) : looking ? (
            <Badge tone="info">{t("add.accounts.looking")}</Badge>
          ) : (
            <Badge tone="success">{t("add.accounts.connected")}</Badge>
          )}
        </InlineStack>
        {state === "lapsed" ? (
          <Banner tone="warning" title={t("add.accounts.lapsedTitle", { platform, name })}>
            <BlockStack gap="200">
              <Text as="p">{t("add.accounts.lapsedText")}</Text>
              <div>
                <Button onClick={onConnect}>{t("add.accounts.again")}</Button>
              </div>
            </BlockStack>
          </Banner>
        ) : (
          <Text as="p" variant="bodySm" tone="subdued">
            {syncedAt === null
              ? t("add.accounts.never")
              : t("add.accounts.synced", {
                  at: format.dateTime(syncedAt),
                  next: format.dateTime(nextSyncAt),
                })}
          </Text>
        )}
        <InlineStack gap="200">
          {state === "connected" ? (
            <Button size="micro" loading={busy} disabled={looking} onClick={onSync}>
              {t("add.accounts.sync")}
            </Button>
          ) : null}
          <Button
            size="micro"
            variant="tertiary"
            tone="critical"
            accessibilityLabel={t("add.accounts.disconnectName", { name })}
            onClick={onLeave}
          >
            {t("add.accounts.disconnect")}
          </Button>
        </InlineStack>
      </BlockStack>
    </div>
  );
}
