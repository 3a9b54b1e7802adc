-- By hand: what every client had before there was a choice.
UPDATE "client" SET "settings" = json_set("settings", '$.scopeClaimsInIdToken', json('false'), '$.claims', json('[]'));
