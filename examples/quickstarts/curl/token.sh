# A token for a back-end that acts as itself: CLIENT_SECRET=... sh token.sh
curl --fail-with-body --silent --show-error --user "{{client_id}}:$CLIENT_SECRET" \
  --data grant_type=client_credentials \
  "{{issuer}}/oauth2/token"
