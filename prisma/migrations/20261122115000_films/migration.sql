-- Clips made of product pictures, and times that follow an edit.
ALTER TABLE "edit_states" ADD COLUMN "carried" JSONB NOT NULL DEFAULT '{}';

CREATE TABLE "films" (
    "shop_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "product_id" TEXT NOT NULL,
    "style" TEXT NOT NULL,
    "recipe" JSONB NOT NULL,
    "status" TEXT NOT NULL,
    "progress" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "failure" JSONB,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "films_pkey" PRIMARY KEY ("shop_id", "id")
);
CREATE INDEX "films_shop_id_product_id_style_idx" ON "films"("shop_id", "product_id", "style");
CREATE INDEX "films_status_updated_at_idx" ON "films"("status", "updated_at");
