// Uploads files one after another with the client that everybody uses, and resumes by itself whatever
// happens to the server. Reads lines "PATH SHA256" from standard input, writes "done SHA256" or
// "failed SHA256 WHY" for each.
import { createReadStream, statSync } from "node:fs";
import { createInterface } from "node:readline";
import { Upload } from "tus-js-client";

const [endpoint, token] = process.argv.slice(2);

function send(path, sha256) {
    return new Promise((resolve) => {
        const upload = new Upload(createReadStream(path), {
            endpoint,
            headers: { Authorization: `Bearer ${token}` },
            metadata: { sha256, filetype: "image/webp" },
            chunkSize: 512 * 1024,
            uploadSize: statSync(path).size,
            retryDelays: Array(200).fill(40),
            onError: (error) => resolve(`failed ${sha256} ${String(error.message).replaceAll("\n", " ").slice(0, 300)}`),
            onSuccess: () => resolve(`done ${sha256}`),
        });
        upload.start();
    });
}

for await (const line of createInterface({ input: process.stdin })) {
    const [path, sha256] = line.split(" ");
    console.log(await send(path, sha256));
}
