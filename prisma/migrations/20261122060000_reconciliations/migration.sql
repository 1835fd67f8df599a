-- CreateTable
CREATE TABLE "reconciliations" (
    "shop_id" BIGINT NOT NULL,
    "reconciliation_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "kinds" JSONB NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "error" TEXT,

    CONSTRAINT "reconciliations_pkey" PRIMARY KEY ("shop_id","reconciliation_id")
);

-- CreateIndex
CREATE INDEX "reconciliations_shop_id_started_at_idx" ON "reconciliations"("shop_id", "started_at" DESC);

-- At most one runs.
CREATE UNIQUE INDEX "reconciliations_running_idx" ON "reconciliations"("shop_id") WHERE "status" = 'running';

-- CreateTable
CREATE TABLE "listed_ids" (
    "shop_id" BIGINT NOT NULL,
    "fact" TEXT NOT NULL,
    "id" BIGINT NOT NULL,
    "part" BIGINT NOT NULL DEFAULT 0,
    "root_id" BIGINT NOT NULL,
    "updated_at" TIMESTAMPTZ(3),

    CONSTRAINT "listed_ids_pkey" PRIMARY KEY ("shop_id","fact","id","part")
);

-- CreateTable
CREATE TABLE "ids_to_read" (
    "shop_id" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "root_id" BIGINT NOT NULL,

    CONSTRAINT "ids_to_read_pkey" PRIMARY KEY ("shop_id","kind","root_id")
);

-- CreateTable
CREATE TABLE "webhook_watches" (
    "shop_id" BIGINT NOT NULL,
    "checked_at" TIMESTAMPTZ(3) NOT NULL,
    "quiet_since" TIMESTAMPTZ(3),
    "noticed_at" TIMESTAMPTZ(3),
    "quiet_about" TEXT,

    CONSTRAINT "webhook_watches_pkey" PRIMARY KEY ("shop_id")
);
