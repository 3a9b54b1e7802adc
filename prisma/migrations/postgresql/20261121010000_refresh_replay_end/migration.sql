-- CreateIndex
CREATE INDEX "refresh_token_realm_id_replay_until_idx" ON "refresh_token"("realm_id", "replay_until");
