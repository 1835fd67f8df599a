-- AlterTable
ALTER TABLE "customers" ADD COLUMN     "country_code" TEXT,
ADD COLUMN     "email_consent" TEXT,
ADD COLUMN     "email_consent_at" TIMESTAMPTZ(3),
ADD COLUMN     "locale" TEXT;

-- AlterTable
ALTER TABLE "orders" ADD COLUMN     "discount_codes" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "step_id" UUID,
ADD COLUMN     "visitor_id" TEXT;

-- CreateTable
CREATE TABLE "fulfillments" (
    "shop_id" BIGINT NOT NULL,
    "fulfillment_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "delivered_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "fulfillments_pkey" PRIMARY KEY ("shop_id","fulfillment_id")
);

-- CreateTable
CREATE TABLE "checkouts" (
    "shop_id" BIGINT NOT NULL,
    "checkout_token" TEXT NOT NULL,
    "customer_id" BIGINT,
    "product_ids" BIGINT[],
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "completed_at" TIMESTAMPTZ(3),

    CONSTRAINT "checkouts_pkey" PRIMARY KEY ("shop_id","checkout_token")
);

-- CreateTable
CREATE TABLE "experiments" (
    "shop_id" BIGINT NOT NULL,
    "experiment_id" UUID NOT NULL,
    "subject_of" TEXT NOT NULL,
    "salt" TEXT NOT NULL,
    "holdout_bp" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "experiments_pkey" PRIMARY KEY ("shop_id","experiment_id")
);

-- CreateTable
CREATE TABLE "assignments" (
    "shop_id" BIGINT NOT NULL,
    "experiment_id" UUID NOT NULL,
    "subject_key" TEXT NOT NULL,
    "arm" TEXT NOT NULL,
    "assigned_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "assignments_pkey" PRIMARY KEY ("shop_id","experiment_id","subject_key")
);

-- CreateTable
CREATE TABLE "exposures" (
    "shop_id" BIGINT NOT NULL,
    "experiment_id" UUID NOT NULL,
    "subject_key" TEXT NOT NULL,
    "arm" TEXT NOT NULL,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "times" INTEGER NOT NULL DEFAULT 1,
    "decision_id" UUID,

    CONSTRAINT "exposures_pkey" PRIMARY KEY ("shop_id","experiment_id","subject_key")
);

-- CreateTable
CREATE TABLE "subject_links" (
    "shop_id" BIGINT NOT NULL,
    "visitor_id" TEXT NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "linked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "subject_links_pkey" PRIMARY KEY ("shop_id","visitor_id")
);

-- CreateTable
CREATE TABLE "workflows" (
    "shop_id" BIGINT NOT NULL,
    "workflow_id" UUID NOT NULL,
    "trigger" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "wait_hours" INTEGER NOT NULL,
    "problem" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by" TEXT NOT NULL,

    CONSTRAINT "workflows_pkey" PRIMARY KEY ("shop_id","workflow_id")
);

-- CreateTable
CREATE TABLE "enrollments" (
    "shop_id" BIGINT NOT NULL,
    "enrollment_id" UUID NOT NULL,
    "workflow_id" UUID NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "trigger_key" TEXT NOT NULL,
    "order_id" BIGINT,
    "product_ids" BIGINT[],
    "entered_at" TIMESTAMPTZ(3) NOT NULL,
    "status" TEXT NOT NULL,
    "stop_reason" TEXT,

    CONSTRAINT "enrollments_pkey" PRIMARY KEY ("shop_id","enrollment_id")
);

-- CreateTable
CREATE TABLE "steps" (
    "shop_id" BIGINT NOT NULL,
    "step_id" UUID NOT NULL,
    "enrollment_id" UUID NOT NULL,
    "workflow_id" UUID NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "channel" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "status" TEXT NOT NULL,
    "reason" TEXT,
    "attempts" SMALLINT NOT NULL DEFAULT 0,
    "decided_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "decision_id" UUID,
    "message" JSONB,

    CONSTRAINT "steps_pkey" PRIMARY KEY ("shop_id","step_id")
);

-- CreateTable
CREATE TABLE "touches" (
    "shop_id" BIGINT NOT NULL,
    "touch_id" UUID NOT NULL,
    "subject_key" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "touched_at" TIMESTAMPTZ(3) NOT NULL,
    "source" TEXT NOT NULL,
    "step_id" UUID,

    CONSTRAINT "touches_pkey" PRIMARY KEY ("shop_id","touch_id")
);

-- CreateTable
CREATE TABLE "discount_codes" (
    "shop_id" BIGINT NOT NULL,
    "code" TEXT NOT NULL,
    "step_id" UUID NOT NULL,
    "discount_node_id" TEXT NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "order_id" BIGINT,

    CONSTRAINT "discount_codes_pkey" PRIMARY KEY ("shop_id","code")
);

-- CreateTable
CREATE TABLE "klaviyo_connections" (
    "shop_id" BIGINT NOT NULL,
    "api_key_sealed" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "account_name" TEXT NOT NULL,
    "metric_id" TEXT,
    "template_id" TEXT,
    "flow_id" TEXT,
    "status" TEXT NOT NULL,
    "problem" TEXT,
    "connected_at" TIMESTAMPTZ(3) NOT NULL,
    "checked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "klaviyo_connections_pkey" PRIMARY KEY ("shop_id")
);

-- CreateTable
CREATE TABLE "message_events" (
    "shop_id" BIGINT NOT NULL,
    "step_id" UUID NOT NULL,
    "event" TEXT NOT NULL,
    "happened_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "message_events_pkey" PRIMARY KEY ("shop_id","step_id","event")
);

-- CreateTable
CREATE TABLE "attributions" (
    "shop_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "line_id" BIGINT NOT NULL,
    "experiment_id" UUID NOT NULL,
    "subject_key" TEXT NOT NULL,
    "step_id" UUID,
    "attributed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "attributions_pkey" PRIMARY KEY ("shop_id","order_id","line_id","experiment_id")
);

-- CreateIndex
CREATE INDEX "fulfillments_shop_id_order_id_idx" ON "fulfillments"("shop_id", "order_id");

-- CreateIndex
CREATE INDEX "checkouts_shop_id_customer_id_idx" ON "checkouts"("shop_id", "customer_id");

-- CreateIndex
CREATE INDEX "experiments_shop_id_subject_of_idx" ON "experiments"("shop_id", "subject_of");

-- CreateIndex
CREATE INDEX "assignments_shop_id_subject_key_idx" ON "assignments"("shop_id", "subject_key");

-- CreateIndex
CREATE INDEX "subject_links_shop_id_customer_id_idx" ON "subject_links"("shop_id", "customer_id");

-- CreateIndex
CREATE INDEX "enrollments_shop_id_customer_id_idx" ON "enrollments"("shop_id", "customer_id");

-- CreateIndex
CREATE UNIQUE INDEX "enrollments_shop_id_workflow_id_trigger_key_key" ON "enrollments"("shop_id", "workflow_id", "trigger_key");

-- CreateIndex
CREATE INDEX "steps_shop_id_enrollment_id_idx" ON "steps"("shop_id", "enrollment_id");

-- CreateIndex
CREATE INDEX "steps_shop_id_customer_id_idx" ON "steps"("shop_id", "customer_id");

-- CreateIndex
CREATE INDEX "touches_shop_id_subject_key_touched_at_idx" ON "touches"("shop_id", "subject_key", "touched_at");

-- CreateIndex
CREATE INDEX "discount_codes_shop_id_step_id_idx" ON "discount_codes"("shop_id", "step_id");

-- CreateIndex
CREATE INDEX "attributions_shop_id_experiment_id_idx" ON "attributions"("shop_id", "experiment_id");

-- Due work: only what still waits, by shop and time.
CREATE INDEX "steps_due_idx" ON "steps"("shop_id", "due_at") WHERE "status" = 'waiting';

-- One running experiment a placement, workflow or shop.
CREATE UNIQUE INDEX "experiments_running_idx" ON "experiments"("shop_id", "subject_of") WHERE "ended_at" IS NULL;
