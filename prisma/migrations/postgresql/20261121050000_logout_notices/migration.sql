-- CreateTable
CREATE TABLE "logout_notice" (
    "realm_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "sid" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL,

    CONSTRAINT "logout_notice_pkey" PRIMARY KEY ("realm_id","id")
);

-- CreateIndex
CREATE INDEX "logout_notice_realm_id_due_at_idx" ON "logout_notice"("realm_id", "due_at");

-- CreateIndex
CREATE INDEX "logout_notice_realm_id_client_id_due_at_idx" ON "logout_notice"("realm_id", "client_id", "due_at");
