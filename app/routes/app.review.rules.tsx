import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { BlockStack } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { MARKETS, WAITS } from "../domains/clearance/index.ts";
import { VIDEO_SOURCES } from "../domains/media/index.ts";
import { FaultBanner } from "../ui/fault-banner.tsx";
import { ReviewRules } from "../ui/review-rules.tsx";
import { DraftBar } from "../ui/save-bar.tsx";
import { Screen } from "../ui/screen.tsx";
import { useDraft } from "../ui/use-draft.ts";
import { answer, readBody } from "./admin/answer.server.ts";
import { openAdmin } from "./admin/open-admin.server.ts";
import { sendJson } from "./admin/send-json.ts";
import { useDone } from "./admin/use-done.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { reviews } = await openAdmin({ request, context });
  return { policy: await reviews.policy(), nudityHost: reviews.nudityHost };
}

const rules = z.object({
  policy: z.object({
    waits: z.enum(WAITS),
    bySource: z.partialRecord(z.enum(VIDEO_SOURCES), z.enum(WAITS)),
    markets: z.array(z.enum(MARKETS)),
    nudity: z.boolean(),
    commonWords: z.boolean(),
    words: z.array(z.string().max(1_000)).max(2_000),
  }),
});

export async function action({ request, context }: ActionFunctionArgs) {
  const { reviews } = await openAdmin({ request, context });
  const body = await readBody(request, rules);
  if (!body.ok) return answer("policy", body);
  return answer("policy", await reviews.setPolicy(body.value.policy));
}

export default function Rules() {
  const { t } = useTranslation();
  const { policy, nudityHost } = useLoaderData<typeof loader>();
  const deed = useFetcher<typeof action>();
  const { draft, change, bar } = useDraft(policy, deed);
  const fault = useDone(deed, (done) => t(`review.done.${done}`));
  return (
    <Screen
      title={t("review.policy.title")}
      backAction={{ content: t("review.title"), url: "/app/review" }}
    >
      <DraftBar {...bar} onSave={() => sendJson(deed, { policy: draft })} />
      <BlockStack gap="400">
        {fault ? <FaultBanner title={t("review.policy.refusedSave")} fault={fault} /> : null}
        <ReviewRules policy={draft} nudityHost={nudityHost} onChange={change} />
      </BlockStack>
    </Screen>
  );
}

export { adminHeaders as headers } from "./admin/admin-headers.ts";
export {
  refusalOnFailure as clientAction,
  unlessRefused as shouldRevalidate,
} from "./admin/client-action.ts";
export { ScreenError as ErrorBoundary } from "./admin/screen-error.tsx";
