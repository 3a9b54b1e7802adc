-- By hand: what every client had before there was a choice.
UPDATE "client" SET "settings" = "settings" || '{"scopeClaimsInIdToken": false, "claims": []}'::jsonb;
