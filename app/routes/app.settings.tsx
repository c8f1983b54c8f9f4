import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { BlockStack, Button, Card, Checkbox, InlineStack, Layout, Text } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { ok } from "../kernel/result.ts";
import { Confirm } from "../ui/confirm.tsx";
import { FaultBanner } from "../ui/fault-banner.tsx";
import { NumbersList } from "../ui/numbers-list.tsx";
import { PlanUse } from "../ui/plan-use.tsx";
import { PolicyForm } from "../ui/policy-form.tsx";
import { DraftBar } from "../ui/save-bar.tsx";
import { Screen } from "../ui/screen.tsx";
import { ShopWrites } from "../ui/shop-writes.tsx";
import { useDraft } from "../ui/use-draft.ts";
import { answer, readBody } from "./admin/answer.server.ts";
import { openAdmin } from "./admin/open-admin.server.ts";
import { sendJson } from "./admin/send-json.ts";
import { useDone } from "./admin/use-done.ts";
import { useRefreshWhile } from "./admin/use-refresh-while.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { placements, shop, moderation, rights, media } = await openAdmin({ request, context });
  const { config } = context.wiring;
  // Back from Shopify's page of plans, maybe before its webhook is.
  if (new URL(request.url).searchParams.has("charge_id")) await shop.refreshProfile();
  const [profile, plan, use, policy, uncleared, written, placed] = await Promise.all([
    shop.profile(),
    shop.plan(),
    media.use(),
    moderation.policy(),
    rights.mayShowUncleared(),
    placements.written(),
    placements.list(),
  ]);
  return {
    profile,
    plan,
    use,
    policy: { ...policy, uncleared },
    written,
    writing: placed.some(({ sync }) => sync.kind === "writing"),
    engine: config.VIDEO_ENGINE,
    storage: config.BLOB_STORE,
  };
}

const deeds = z.discriminatedUnion("deed", [
  z.object({ deed: z.enum(["removeAll", "refresh", "plans"]) }),
  z.object({
    deed: z.literal("policy"),
    policy: z.object({
      likes: z.boolean(),
      comments: z.enum(["off", "hold", "at-once"]),
      guests: z.boolean(),
      blocked: z.enum(["hold", "refuse"]),
      commonWords: z.boolean(),
      blockedWords: z.array(z.string().max(1_000)).max(2_000),
      reportsToHold: z.number().int(),
    }),
    /** Whether clips that nobody gave permission for are shown; only when it was changed. */
    uncleared: z.boolean().optional(),
  }),
]);

export async function action({ request, context }: ActionFunctionArgs) {
  const { placements, shop, moderation, rights } = await openAdmin({ request, context });
  const body = await readBody(request, deeds);
  if (!body.ok) return answer("removeAll", body);
  if (body.value.deed === "policy") {
    const kept = await moderation.setPolicy(body.value.policy);
    if (kept.ok && body.value.uncleared !== undefined)
      await rights.setUncleared(body.value.uncleared);
    return answer("policy", kept);
  }
  const { deed } = body.value;
  if (deed === "plans") return { ok: true, deed, url: await shop.plansPage() } as const;
  if (deed === "refresh") await shop.refreshProfile();
  else await placements.removeAllFromShop();
  return answer(deed, ok());
}

type Deed = z.output<typeof deeds>["deed"];

export default function Settings() {
  const { t } = useTranslation();
  const { profile, plan, use, policy, written, writing, engine, storage } =
    useLoaderData<typeof loader>();
  const deed = useFetcher<typeof action>();
  const [asking, setAsking] = useState(false);
  const still = written.filter((one) => one.removedAt === null);
  const { draft, change, bar } = useDraft(policy, deed);
  useRefreshWhile(writing);
  const fault = useDone<Deed>(deed, (done) => {
    setAsking(false);
    if (done === "plans") return null;
    return done === "policy" ? t("common.saved") : t(`settings.done.${done}`);
  });
  const { data: answered } = deed;
  const plansPage = answered && "url" in answered ? answered.url : null;
  useEffect(() => {
    if (plansPage) open(plansPage, "_top");
  }, [plansPage]);
  const send = (body: object) => sendJson(deed, body);

  return (
    <Screen title={t("settings.title")}>
      <DraftBar
        {...bar}
        onSave={() => {
          const { uncleared, ...social } = draft;
          const turned = uncleared !== policy.uncleared;
          send({ deed: "policy", policy: social, ...(turned ? { uncleared } : {}) });
        }}
      />
      <BlockStack gap="400">
        {fault ? (
          <FaultBanner
            title={fault.deed === "policy" ? t("settings.refusedSave") : t("settings.refused")}
            fault={fault}
          />
        ) : null}
        <Layout>
          <Layout.AnnotatedSection
            id="shop"
            title={t("settings.shop.title")}
            description={t("settings.shop.text")}
          >
            <Card>
              <BlockStack gap="400">
                <NumbersList
                  lines={[
                    { name: t("settings.shop.name"), value: profile.name || profile.domain },
                    { name: t("settings.shop.currency"), value: profile.currency },
                    { name: t("settings.shop.timeZone"), value: profile.timeZone },
                    { name: t("settings.shop.proxy"), value: profile.proxyPath },
                  ]}
                />
                <InlineStack>
                  <Button
                    onClick={() => send({ deed: "refresh" })}
                    loading={deed.state !== "idle" && !asking}
                  >
                    {t("settings.shop.refresh")}
                  </Button>
                </InlineStack>
              </BlockStack>
            </Card>
          </Layout.AnnotatedSection>
          <Layout.AnnotatedSection
            id="plan"
            title={t("settings.plan.title")}
            description={t("settings.plan.text")}
          >
            <Card>
              <PlanUse
                plan={plan}
                use={use}
                busy={deed.state !== "idle"}
                onChoose={() => send({ deed: "plans" })}
              />
            </Card>
          </Layout.AnnotatedSection>
          <Layout.AnnotatedSection
            id="social"
            title={t("settings.social.title")}
            description={t("settings.social.text")}
          >
            <Card>
              <PolicyForm policy={draft} onChange={change} />
            </Card>
          </Layout.AnnotatedSection>
          <Layout.AnnotatedSection
            id="rights"
            title={t("rights.setting.title")}
            description={t("rights.setting.text")}
          >
            <Card>
              <Checkbox
                label={t("rights.setting.uncleared")}
                helpText={t("rights.setting.unclearedHelp")}
                checked={draft.uncleared}
                onChange={(uncleared) => change({ uncleared })}
              />
            </Card>
          </Layout.AnnotatedSection>
          <Layout.AnnotatedSection
            id="written"
            title={t("settings.written.title")}
            description={t("settings.written.text")}
          >
            <Card padding="0">
              <ShopWrites written={written} writing={writing} onRemoveAll={() => setAsking(true)} />
            </Card>
          </Layout.AnnotatedSection>
          <Layout.AnnotatedSection
            id="engine"
            title={t("settings.engine.title")}
            description={t("settings.engine.about")}
          >
            <Card>
              <BlockStack gap="300">
                <Text as="p">{t(`settings.engine.${engine}`)}</Text>
                <Text as="p">{t(`settings.storage.${storage}`)}</Text>
              </BlockStack>
            </Card>
          </Layout.AnnotatedSection>
          <Layout.AnnotatedSection
            id="language"
            title={t("settings.language.title")}
            description={t("settings.language.about")}
          >
            <Card>
              <Text as="p">{t("settings.language.text")}</Text>
            </Card>
          </Layout.AnnotatedSection>
        </Layout>
      </BlockStack>
      <Confirm
        open={asking}
        title={t("settings.removeAll.title")}
        text={t("settings.removeAll.text", { count: still.length })}
        deed={t("settings.removeAll.deed")}
        busy={deed.state !== "idle"}
        onClose={() => setAsking(false)}
        onConfirm={() => send({ deed: "removeAll" })}
      />
    </Screen>
  );
}

export { adminHeaders as headers } from "./admin/admin-headers.ts";
export {
  refusalOnFailure as clientAction,
  unlessRefused as shouldRevalidate,
} from "./admin/client-action.ts";
export { ScreenError as ErrorBoundary } from "./admin/screen-error.tsx";
