-- CreateTable
CREATE TABLE "cluster_identity" (
    "key" SERIAL NOT NULL,
    "cluster_id" TEXT NOT NULL,
    "kafka_cluster_id" TEXT NOT NULL,
    "catalog_version" INTEGER NOT NULL DEFAULT 0,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "cluster_identity_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "collector_lease" (
    "cluster_id" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "fence" BIGINT NOT NULL,
    "acquired_at" TIMESTAMPTZ(3) NOT NULL,
    "renewed_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "collector_lease_pkey" PRIMARY KEY ("cluster_id")
);

-- CreateTable
CREATE TABLE "collector_term" (
    "cluster_id" TEXT NOT NULL,
    "fence" BIGINT NOT NULL,
    "holder" TEXT NOT NULL,
    "acquired_at" TIMESTAMPTZ(3) NOT NULL,
    "first_tick_at" TIMESTAMPTZ(3),

    CONSTRAINT "collector_term_pkey" PRIMARY KEY ("cluster_id","fence")
);

-- CreateTable
CREATE TABLE "cluster_state" (
    "cluster_id" TEXT NOT NULL,
    "kafka_cluster_id" TEXT,
    "fence" BIGINT NOT NULL,
    "observed_at" TIMESTAMPTZ(3),
    "checks" JSONB NOT NULL,
    "facts" BYTEA,
    "facts_hash" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "cluster_state_pkey" PRIMARY KEY ("cluster_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "cluster_identity_cluster_id_kafka_cluster_id_key" ON "cluster_identity"("cluster_id", "kafka_cluster_id");
