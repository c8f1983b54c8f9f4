-- CreateTable
CREATE TABLE "categories" (
    "shop_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "parent_id" TEXT,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "categories_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "video_categories" (
    "shop_id" TEXT NOT NULL,
    "video_id" TEXT NOT NULL,
    "category_id" TEXT NOT NULL,

    CONSTRAINT "video_categories_pkey" PRIMARY KEY ("shop_id","video_id","category_id")
);

-- CreateTable
CREATE TABLE "saved_views" (
    "shop_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "search" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "saved_views_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "bulk_edits" (
    "shop_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "staff" TEXT NOT NULL,
    "change" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "total" INTEGER NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "changed" INTEGER NOT NULL DEFAULT 0,
    "undone" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMP(3) NOT NULL,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "bulk_edits_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "bulk_edit_items" (
    "shop_id" TEXT NOT NULL,
    "bulk_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "video_id" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "delta" JSONB,

    CONSTRAINT "bulk_edit_items_pkey" PRIMARY KEY ("shop_id","bulk_id","position")
);

-- CreateTable
CREATE TABLE "suggestions" (
    "shop_id" TEXT NOT NULL,
    "video_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "reason" JSONB NOT NULL,
    "confidence" DOUBLE PRECISION NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "made_at" TIMESTAMP(3) NOT NULL,
    "decided_at" TIMESTAMP(3),
    "decided_by" TEXT,

    CONSTRAINT "suggestions_pkey" PRIMARY KEY ("shop_id","video_id","kind","value")
);

-- CreateIndex
CREATE INDEX "categories_shop_id_parent_id_idx" ON "categories"("shop_id", "parent_id");

-- CreateIndex
CREATE INDEX "video_categories_shop_id_category_id_idx" ON "video_categories"("shop_id", "category_id");

-- CreateIndex
CREATE INDEX "bulk_edits_shop_id_created_at_idx" ON "bulk_edits"("shop_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "bulk_edit_items_shop_id_bulk_id_state_position_idx" ON "bulk_edit_items"("shop_id", "bulk_id", "state", "position");

-- CreateIndex
CREATE INDEX "suggestions_shop_id_state_confidence_video_id_kind_value_idx" ON "suggestions"("shop_id", "state", "confidence" DESC, "video_id", "kind", "value");

-- AddForeignKey
ALTER TABLE "video_categories" ADD CONSTRAINT "video_categories_shop_id_video_id_fkey" FOREIGN KEY ("shop_id", "video_id") REFERENCES "videos"("shop_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "video_categories" ADD CONSTRAINT "video_categories_shop_id_category_id_fkey" FOREIGN KEY ("shop_id", "category_id") REFERENCES "categories"("shop_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bulk_edit_items" ADD CONSTRAINT "bulk_edit_items_shop_id_bulk_id_fkey" FOREIGN KEY ("shop_id", "bulk_id") REFERENCES "bulk_edits"("shop_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "suggestions" ADD CONSTRAINT "suggestions_shop_id_video_id_fkey" FOREIGN KEY ("shop_id", "video_id") REFERENCES "videos"("shop_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

