-- AlterTable
ALTER TABLE "authorization" ADD COLUMN "trace_id" TEXT;

-- AlterTable
ALTER TABLE "device_code" ADD COLUMN "trace_id" TEXT;

-- CreateTable
CREATE TABLE "trace" (
    "realm_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "subject" TEXT,
    "started_at" DATETIME NOT NULL,
    "last_at" DATETIME NOT NULL,
    "step" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "code" TEXT NOT NULL,

    PRIMARY KEY ("realm_id", "id")
);

-- CreateTable
CREATE TABLE "usage_count" (
    "realm_id" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "span" TEXT NOT NULL,
    "starts_at" DATETIME NOT NULL,
    "measure" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    PRIMARY KEY ("realm_id", "client_id", "span", "starts_at", "measure", "kind")
);

-- CreateTable
CREATE TABLE "usage_person" (
    "realm_id" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "starts_at" DATETIME NOT NULL,
    "subject" TEXT NOT NULL,

    PRIMARY KEY ("realm_id", "client_id", "starts_at", "subject")
);

-- CreateIndex
CREATE INDEX "trace_realm_id_client_id_started_at_id_idx" ON "trace"("realm_id", "client_id", "started_at", "id");

-- CreateIndex
CREATE INDEX "trace_realm_id_last_at_idx" ON "trace"("realm_id", "last_at");

-- CreateIndex
CREATE INDEX "usage_count_realm_id_span_starts_at_idx" ON "usage_count"("realm_id", "span", "starts_at");

-- CreateIndex
CREATE INDEX "usage_person_realm_id_starts_at_idx" ON "usage_person"("realm_id", "starts_at");
