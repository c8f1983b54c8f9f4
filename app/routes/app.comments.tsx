import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useNavigate, useSearchParams } from "@remix-run/react";
import { BlockStack, Card, List, Modal, Tabs, TextField } from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { COMMENT_MAX_LENGTH } from "../contract/social.ts";
import {
  DECISIONS,
  type Decision,
  MAX_DECIDED,
  QUEUE_FILTERS,
  type QueuedComment,
} from "../domains/engagement/index.ts";
import { newId } from "../kernel/ids.ts";
import { CommentList } from "../ui/comment-list.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { EMPTY_LIST } from "../ui/drawings.ts";
import { Empty } from "../ui/empty.tsx";
import { FaultBanner } from "../ui/fault-banner.tsx";
import { PageTurns } from "../ui/page-turns.tsx";
import { Screen } from "../ui/screen.tsx";
import { useFormatters } from "../ui/shop-context.tsx";
import { answer, readBody } from "./admin/answer.server.ts";
import { openAdmin } from "./admin/open-admin.server.ts";
import { sendJson } from "./admin/send-json.ts";
import { useDone } from "./admin/use-done.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { moderation } = await openAdmin({ request, context });
  const { searchParams } = new URL(request.url);
  const show = searchParams.get("show");
  const filter = QUEUE_FILTERS.find((name) => name === show) ?? "held";
  const after = searchParams.get("after");
  return { filter, ...(await moderation.queue({ filter, after })) };
}

const deeds = z.discriminatedUnion("deed", [
  z.object({ deed: z.enum(DECISIONS), ids: z.array(z.string()).min(1).max(MAX_DECIDED) }),
  z.object({
    deed: z.literal("reply"),
    id: z.string(),
    text: z.string().max(10_000),
    token: z.string().length(24),
  }),
]);

export async function action({ request, context }: ActionFunctionArgs) {
  const { moderation, staff } = await openAdmin({ request, context });
  const body = await readBody(request, deeds);
  if (!body.ok) return answer("approve", body);
  const given = body.value;
  if (given.deed === "reply")
    return answer("reply", await moderation.reply(given.id, given.text, staff, given.token));
  return answer(given.deed, await moderation.decide(given.ids, given.deed, staff));
}

export default function Comments() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const format = useFormatters();
  const { filter, comments, next, counts } = useLoaderData<typeof loader>();
  const [search, setSearch] = useSearchParams();
  const [selected, setSelected] = useState<string[]>([]);
  const [deleting, setDeleting] = useState<string[]>([]);
  const [answering, setAnswering] = useState<{ to: QueuedComment; token: string } | null>(null);
  const [reply, setReply] = useState("");
  const [told, setTold] = useState<QueuedComment | null>(null);
  /** A row that is decided on takes the focus away with it: its place in the list has the next one. */
  const leaving = useRef(-1);
  const deed = useFetcher<typeof action>();
  const fault = useDone(deed, (done) => {
    setSelected([]);
    setDeleting([]);
    if (done === "reply") setAnswering(null);
    return t(`comments.done.${done}`);
  });
  const send = (body: object) => sendJson(deed, body);
  const decide = (ids: string[], decision: Decision) => {
    leaving.current = comments.findIndex(({ id }) => id === ids[0]);
    if (decision === "delete") setDeleting(ids);
    else send({ deed: decision, ids });
  };
  useEffect(() => {
    if (leaving.current < 0 || comments.length === 0) return;
    const boxes = document.querySelectorAll<HTMLElement>(".cs-comment input");
    if (document.activeElement === document.body)
      boxes[Math.min(leaving.current, boxes.length - 1)]?.focus();
    leaving.current = -1;
  }, [comments]);
  const tabs = QUEUE_FILTERS.map((name) => ({
    id: name,
    content: t(`comments.filter.${name}`, { count: counts[name] }),
  }));
  const here = comments.map(({ id }) => id);

  return (
    <Screen title={t("comments.title")}>
      <BlockStack gap="400">
        {fault && fault.deed !== "reply" ? (
          <FaultBanner title={t("comments.refused")} fault={fault} />
        ) : null}
        <Card padding="0">
          <Tabs
            tabs={tabs}
            selected={QUEUE_FILTERS.indexOf(filter)}
            onSelect={(at) => {
              setSelected([]);
              setSearch({ show: QUEUE_FILTERS[at] ?? "held" });
            }}
          />
          {comments.length > 0 ? (
            <CommentList
              comments={comments}
              selected={selected.filter((id) => here.includes(id))}
              busy={deed.state !== "idle"}
              onSelect={setSelected}
              onDecide={decide}
              onReply={(to) => {
                setReply("");
                setAnswering({ to, token: newId() });
              }}
              onHistory={setTold}
            />
          ) : (
            <Empty
              title={t(`comments.empty.title.${filter}`)}
              text={t("comments.empty.text")}
              image={EMPTY_LIST}
              action={{
                content: t("comments.empty.action"),
                onAction: () => navigate("/app/settings"),
              }}
            />
          )}
          <PageTurns
            first={search.has("after") ? t("comments.newest") : null}
            more={next === null ? null : t("comments.more")}
            onFirst={() => setSearch({ show: filter })}
            onMore={() => setSearch({ show: filter, after: next ?? "" })}
          />
        </Card>
      </BlockStack>
      <Confirm
        open={deleting.length > 0}
        title={t("comments.ask.title")}
        text={t("comments.ask.text")}
        deed={t("comments.delete")}
        busy={deed.state !== "idle"}
        onClose={() => setDeleting([])}
        onConfirm={() => send({ deed: "delete", ids: deleting })}
      />
      <Modal
        open={answering !== null}
        title={t("comments.replyOf", { name: answering?.to.name ?? "" })}
        onClose={() => setAnswering(null)}
        primaryAction={{
          content: t("comments.send"),
          loading: deed.state !== "idle",
          disabled: reply.trim() === "",
          onAction: () =>
            answering &&
            send({ deed: "reply", id: answering.to.id, text: reply, token: answering.token }),
        }}
        secondaryActions={[{ content: t("common.cancel"), onAction: () => setAnswering(null) }]}
      >
        <Modal.Section>
          <BlockStack gap="300">
            {fault?.deed === "reply" ? (
              <FaultBanner title={t("comments.refused")} fault={fault} />
            ) : null}
            <div dir="auto" className="cs-comment__text">
              {answering?.to.text}
            </div>
            <TextField
              label={t("comments.replyText")}
              helpText={t("comments.replyHelp")}
              autoComplete="off"
              multiline={3}
              maxLength={COMMENT_MAX_LENGTH}
              showCharacterCount
              value={reply}
              onChange={setReply}
            />
          </BlockStack>
        </Modal.Section>
      </Modal>
      <Modal
        open={told !== null}
        title={t("comments.historyOf", { name: told?.name ?? "" })}
        onClose={() => setTold(null)}
      >
        <Modal.Section>
          <List>
            {told?.deeds.map((one) => (
              <List.Item key={`${one.deed} ${one.at} ${one.by}`}>
                {t("comments.story", {
                  deed: t(`comments.deed.${one.deed}`),
                  who: one.by.startsWith("staff:")
                    ? t("comments.who.staff", { id: one.by.slice(6) })
                    : t(`comments.who.${one.by as "shopper" | "rules"}`),
                  when: format.dateTime(one.at),
                })}
              </List.Item>
            ))}
          </List>
        </Modal.Section>
      </Modal>
    </Screen>
  );
}

export { adminHeaders as headers } from "./admin/admin-headers.ts";
export {
  refusalOnFailure as clientAction,
  unlessRefused as shouldRevalidate,
} from "./admin/client-action.ts";
export { ScreenError as ErrorBoundary } from "./admin/screen-error.tsx";
