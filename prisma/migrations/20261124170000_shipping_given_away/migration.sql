-- What was taken off sending an order: it lowers what the order earned, and no line says it.
ALTER TABLE "orders" ADD COLUMN "shipping_discount_minor" BIGINT NOT NULL DEFAULT 0;
