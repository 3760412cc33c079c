curl "$UPLOAD_BASE_URL/files/v1/$UPLOAD_CLIENT_ID/upload_files" \
  --fail-with-body --silent --show-error \
  --header "Authorization: $UPLOAD_TOKEN" \
  --form-string "accountId=$UPLOAD_ACCOUNT_ID" \
  --form-string "documentType=CSV" \
  --form "file=@$1"
