-- CreateTable
CREATE TABLE "pairwise_subject" (
    "realm_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "sector" TEXT NOT NULL,
    "subject" TEXT NOT NULL,

    PRIMARY KEY ("realm_id", "person_id", "sector"),
    CONSTRAINT "pairwise_subject_realm_id_person_id_fkey" FOREIGN KEY ("realm_id", "person_id") REFERENCES "person" ("realm_id", "id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "pairwise_subject_realm_id_subject_key" ON "pairwise_subject"("realm_id", "subject");
