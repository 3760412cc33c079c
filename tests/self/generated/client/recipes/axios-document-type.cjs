const axios = require('axios');
const fs = require('node:fs');
const FormData = require('form-data');

const { UPLOAD_BASE_URL, UPLOAD_CLIENT_ID, UPLOAD_ACCOUNT_ID, UPLOAD_TOKEN } = process.env;
const filePath = process.argv[2];

(async () => {
  try {
    const form = new FormData();
    form.append('accountId', UPLOAD_ACCOUNT_ID);
    form.append('file', fs.createReadStream(filePath));
    form.append('documentType', 'CSV'); // Invoice, CSV or Document; others are accepted and not set

    const url = `${UPLOAD_BASE_URL}/files/v1/${UPLOAD_CLIENT_ID}/upload_files`;
    const response = await axios.post(url, form, {
      headers: {
        ...form.getHeaders(),
        Authorization: UPLOAD_TOKEN, // the raw token, with no scheme in front
      },
    });
    console.log('File uploaded successfully:', response.data);
  } catch (error) {
    // Not the error itself: it holds the request, and with it the token.
    console.error('Error uploading file:', error.response?.data ?? error.message);
    process.exitCode = 1;
  }
})();
