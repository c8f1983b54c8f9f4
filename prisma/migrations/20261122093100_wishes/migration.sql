-- Who waits for a sold-out product, and what signed-in shoppers saved.
CREATE TABLE "restock_requests" (
    "shop_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "product_id" TEXT NOT NULL,
    "variant_id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "customer_id" TEXT,
    "language" TEXT NOT NULL,
    "consent" TEXT NOT NULL,
    "asked_at" TIMESTAMP(3) NOT NULL,
    "back_at" TIMESTAMP(3),
    "told_at" TIMESTAMP(3),

    CONSTRAINT "restock_requests_pkey" PRIMARY KEY ("shop_id","id")
);

CREATE UNIQUE INDEX "restock_requests_shop_id_variant_id_email_key" ON "restock_requests"("shop_id", "variant_id", "email");
CREATE INDEX "restock_requests_shop_id_product_id_idx" ON "restock_requests"("shop_id", "product_id");
CREATE INDEX "restock_requests_shop_id_email_idx" ON "restock_requests"("shop_id", "email");
CREATE INDEX "restock_requests_shop_id_customer_id_idx" ON "restock_requests"("shop_id", "customer_id");

CREATE TABLE "wish_list_items" (
    "shop_id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "handle" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "saved_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "wish_list_items_pkey" PRIMARY KEY ("shop_id","customer_id","handle")
);
