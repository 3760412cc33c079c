# npm pack && docker build -t upload-contract . && docker run --rm -p 4010:4010 upload-contract
FROM node:24-slim
ENV NODE_ENV=production
COPY upload-contract-*.tgz /tmp/package/
RUN npm install --global --ignore-scripts --no-audit --no-fund /tmp/package/*.tgz && rm -rf /tmp/package /root/.npm
USER node
WORKDIR /home/node
EXPOSE 4010
HEALTHCHECK --interval=5s --timeout=5s --start-period=10s CMD ["upload-contract", "health", "http://127.0.0.1:4010"]
ENTRYPOINT ["upload-contract"]
CMD ["mock", "--host", "0.0.0.0", "--port", "4010"]
