import os
import sys

import requests

with open(sys.argv[1], "rb") as file:
    response = requests.post(
        f"{os.environ['UPLOAD_BASE_URL']}/files/v1/{os.environ['UPLOAD_CLIENT_ID']}/upload_files",
        headers={"Authorization": os.environ["UPLOAD_TOKEN"]},
        data={"accountId": os.environ["UPLOAD_ACCOUNT_ID"], "documentType": "CSV"},
        files={"file": file},
    )
print(response.status_code, response.json())
response.raise_for_status()
