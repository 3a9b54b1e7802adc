-- CreateIndex
CREATE INDEX "audit_entry_realm_id_actor_id_id_idx" ON "audit_entry"("realm_id", "actor_id", "id");

-- CreateIndex
CREATE INDEX "audit_entry_realm_id_action_id_idx" ON "audit_entry"("realm_id", "action", "id");

-- CreateIndex
CREATE INDEX "audit_entry_realm_id_object_id_id_idx" ON "audit_entry"("realm_id", "object_id", "id");
