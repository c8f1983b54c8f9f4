import { Link } from "@remix-run/react";
import { Badge, BlockStack, Button, IndexTable, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { Decision, QueuedComment } from "../domains/engagement/index.ts";
import { useFormatters } from "./shop-context.tsx";

/** Comments as a table, for work on many at once. */
export function CommentTable({
  comments,
  selected,
  onSelect,
  onDecide,
  onReply,
  onHistory,
}: {
  comments: QueuedComment[];
  selected: string[];
  onSelect: (ids: string[]) => void;
  onDecide: (ids: string[], decision: Decision) => void;
  onReply: (comment: QueuedComment) => void;
  onHistory: (comment: QueuedComment) => void;
}) {
  const { t } = useTranslation();
  const format = useFormatters();
  const bulk = (decision: Decision) => ({
    content: t(`comments.${decision}`),
    onAction: () => onDecide(selected, decision),
  });
  return (
    <IndexTable
      resourceName={{ singular: t("comments.one"), plural: t("comments.many") }}
      itemCount={comments.length}
      selectedItemsCount={
        selected.length === comments.length && comments.length > 0 ? "All" : selected.length
      }
      onSelectionChange={(kind, on, id) => {
        if (kind === "single" && typeof id === "string")
          onSelect(on ? [...selected, id] : selected.filter((one) => one !== id));
        else if (kind === "multi" && Array.isArray(id)) {
          const range = comments.slice(id[0], id[1] + 1).map((comment) => comment.id);
          onSelect(
            on
              ? [...new Set([...selected, ...range])]
              : selected.filter((one) => !range.includes(one)),
          );
        } else onSelect(on ? comments.map((comment) => comment.id) : []);
      }}
      promotedBulkActions={[bulk("approve"), bulk("hide"), bulk("delete")]}
      headings={[
        { title: t("comments.column.comment") },
        { title: t("comments.column.clip") },
        { title: t("comments.column.written") },
        { title: t("comments.column.deeds") },
      ]}
    >
      {comments.map((comment, position) => (
        <IndexTable.Row
          id={comment.id}
          key={comment.id}
          position={position}
          selected={selected.includes(comment.id)}
        >
          <IndexTable.Cell className="cs-comment">
            <CommentText comment={comment} />
          </IndexTable.Cell>
          <IndexTable.Cell className="cs-comment__clip">
            <Link
              to={`/app/library/${comment.videoId}`}
              onClick={(event) => event.stopPropagation()}
            >
              {comment.videoTitle}
            </Link>
          </IndexTable.Cell>
          <IndexTable.Cell>{format.dateTime(comment.createdAt)}</IndexTable.Cell>
          <IndexTable.Cell>
            {/* A click on a button is not one on its row. */}
            {/* biome-ignore lint/a11y/noStaticElementInteractions: it only stops what its buttons start */}
            <div onClick={(event) => event.stopPropagation()} onKeyUp={() => {}}>
              <InlineStack gap="300" wrap={false}>
                {comment.status === "shown" ? null : (
                  <Button variant="plain" onClick={() => onDecide([comment.id], "approve")}>
                    {t("comments.approve")}
                  </Button>
                )}
                {comment.status === "hidden" ? null : (
                  <Button variant="plain" onClick={() => onDecide([comment.id], "hide")}>
                    {t("comments.hide")}
                  </Button>
                )}
                <Button variant="plain" onClick={() => onReply(comment)}>
                  {t("comments.reply")}
                </Button>
                <Button variant="plain" onClick={() => onHistory(comment)}>
                  {t("comments.history")}
                </Button>
                <Button
                  variant="plain"
                  tone="critical"
                  onClick={() => onDecide([comment.id], "delete")}
                >
                  {t("comments.delete")}
                </Button>
              </InlineStack>
            </div>
          </IndexTable.Cell>
        </IndexTable.Row>
      ))}
    </IndexTable>
  );
}

function CommentText({ comment }: { comment: QueuedComment }) {
  const { t } = useTranslation();
  const { name, text, by, under, reason, reports } = comment;
  return (
    <BlockStack gap="100">
      <InlineStack gap="200" blockAlign="center">
        <Text as="span" fontWeight="semibold" breakWord>
          <bdi>{name}</bdi>
        </Text>
        <Text as="span" tone="subdued">
          {t(`comments.by.${by}`)}
        </Text>
        {reason ? <Badge tone="attention">{t(`comments.reason.${reason}`)}</Badge> : null}
        {(["spam", "abuse", "private", "other"] as const).map((why) =>
          reports[why] ? (
            <Badge key={why} tone="warning">
              {t(`comments.reports.${why}`, { count: reports[why] })}
            </Badge>
          ) : null,
        )}
      </InlineStack>
      <div dir="auto" className="cs-comment__text">
        {text}
      </div>
      {under ? (
        <Text as="span" tone="subdued" variant="bodySm" truncate>
          {t("comments.under", { name: under.name, text: under.text })}
        </Text>
      ) : null}
    </BlockStack>
  );
}
