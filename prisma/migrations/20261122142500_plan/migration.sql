-- The handle of the plan that the shop subscribed to at Shopify. Null: to none.
ALTER TABLE "shops" ADD COLUMN "plan_handle" TEXT;
