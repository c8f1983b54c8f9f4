import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useSearchParams } from "@remix-run/react";
import { BlockStack, Box, Card, InlineStack, Pagination, Tabs, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { SUGGESTION_KINDS, type Suggestion } from "../domains/library/index.ts";
import { ok } from "../kernel/result.ts";
import { EMPTY_LIST } from "../ui/drawings.ts";
import { Empty } from "../ui/empty.tsx";
import { FaultBanner } from "../ui/fault-banner.tsx";
import { Screen } from "../ui/screen.tsx";
import { SuggestedClipCard } from "../ui/suggested-clip-card.tsx";
import { answer, readBody } from "./admin/answer.server.ts";
import { openAdmin } from "./admin/open-admin.server.ts";
import { sendJson } from "./admin/send-json.ts";
import { useDone } from "./admin/use-done.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { library } = await openAdmin({ request, context });
  const { searchParams } = new URL(request.url);
  const kind = SUGGESTION_KINDS.find((name) => name === searchParams.get("kind")) ?? null;
  const queue = await library.suggestions({ kind, cursor: searchParams.get("after") });
  return { kind, queue };
}

const deeds = z.discriminatedUnion("deed", [
  z.object({
    deed: z.enum(["accept", "refuse"]),
    keys: z
      .array(
        z.object({
          videoId: z.string().max(64),
          kind: z.enum(SUGGESTION_KINDS),
          value: z.string().max(255),
        }),
      )
      .min(1)
      .max(400),
  }),
  z.object({ deed: z.literal("match-again") }),
]);

export async function action({ request, context }: ActionFunctionArgs) {
  const { library, staff } = await openAdmin({ request, context });
  const body = await readBody(request, deeds);
  if (!body.ok) return answer("accept", body);
  const given = body.value;
  if (given.deed === "match-again") {
    await library.matchAgain();
    return answer(given.deed, ok());
  }
  return answer(given.deed, await library.decide(given.keys, given.deed, staff));
}

/** From here on, all of a page are offered to be taken at once. */
const SURE = 0.8;

export default function Suggestions() {
  const { t } = useTranslation();
  const { kind, queue } = useLoaderData<typeof loader>();
  const [search, setSearch] = useSearchParams();
  const deed = useFetcher<typeof action>();
  const fault = useDone(deed, (done) => t(`suggestions.done.${done}`));
  const send = (body: object) => sendJson(deed, body);
  const decide = (decision: "accept" | "refuse", list: Suggestion[]) =>
    send({
      deed: decision,
      keys: list.map(({ videoId, kind: of, value }) => ({ videoId, kind: of, value })),
    });
  const sure = queue.clips.flatMap(({ suggestions }) =>
    suggestions.filter(({ confidence }) => confidence >= SURE),
  );
  const kinds = [null, ...SUGGESTION_KINDS];
  const again = {
    content: t("suggestions.again"),
    onAction: () => send({ deed: "match-again" }),
  };
  return (
    <Screen
      title={t("suggestions.title")}
      subtitle={t("suggestions.subtitle")}
      backAction={{ content: t("library.title"), url: "/app/library" }}
      {...(sure.length > 1
        ? {
            primaryAction: {
              content: t("suggestions.acceptSure", { count: sure.length }),
              loading: deed.state !== "idle",
              onAction: () => decide("accept", sure),
            },
          }
        : {})}
      secondaryActions={[again]}
    >
      <BlockStack gap="400">
        {fault ? <FaultBanner title={t("suggestions.refused")} fault={fault} /> : null}
        <Card padding="0">
          <Tabs
            tabs={kinds.map((name) => ({
              id: name ?? "all",
              content: t(`suggestions.kinds.${name ?? "all"}`),
            }))}
            selected={kinds.indexOf(kind)}
            onSelect={(at) => {
              const name = kinds[at];
              setSearch(name ? { kind: name } : {});
            }}
          />
          {queue.clips.length === 0 ? (
            <Empty
              title={t("suggestions.empty.title")}
              text={t("suggestions.empty.text")}
              image={EMPTY_LIST}
              action={again}
            />
          ) : (
            <ul className="cs-rows">
              {queue.clips.map((clip) => (
                <li key={clip.video.id}>
                  <SuggestedClipCard clip={clip} busy={deed.state !== "idle"} onDecide={decide} />
                </li>
              ))}
            </ul>
          )}
          {queue.clips.length > 0 ? (
            <Box padding="400" borderBlockStartWidth="025" borderColor="border">
              <InlineStack align="center" gap="400" blockAlign="center">
                <Text as="p" tone="subdued" variant="bodySm">
                  {t("suggestions.count", { count: queue.total })}
                </Text>
                {queue.next || search.has("after") ? (
                  <Pagination
                    hasPrevious={search.has("after")}
                    previousTooltip={t("library.first")}
                    onPrevious={() => setSearch(kind ? { kind } : {})}
                    hasNext={queue.next !== null}
                    nextTooltip={t("library.next")}
                    onNext={() => setSearch({ ...(kind ? { kind } : {}), after: queue.next ?? "" })}
                  />
                ) : null}
              </InlineStack>
            </Box>
          ) : null}
        </Card>
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
