-- CreateTable
CREATE TABLE "collector_presence" (
    "holder" TEXT NOT NULL,
    "clusters" TEXT[],
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "collector_presence_pkey" PRIMARY KEY ("holder")
);

GRANT SELECT, INSERT, UPDATE, DELETE ON "collector_presence" TO highwater_app;
