"""A minimal service that takes and gives files, as one writes it with FastAPI in ten lines.

usage: app.py FOLDER [durable]

With `durable` it does what Orrery's does before it answers: hash the content, and wait for the disk.
"""
import hashlib
import os
import pathlib
import shutil
import socket
import sys

import uvicorn
from fastapi import FastAPI, File, UploadFile
from fastapi.responses import FileResponse

folder = pathlib.Path(sys.argv[1])
durable = sys.argv[2:] == ["durable"]
app = FastAPI()


@app.get("/health")
def health():
    return {"status": "up"}


@app.post("/files/{name}", status_code=201)
def upload(name: str, file: UploadFile = File(...)):
    digest = hashlib.sha256()
    with open(folder / name, "wb") as out:
        if durable:
            while chunk := file.file.read(1 << 20):
                digest.update(chunk)
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        else:
            shutil.copyfileobj(file.file, out)
    return {"name": name, "sha256": digest.hexdigest() if durable else None}


@app.get("/files/{name}")
def download(name: str):
    return FileResponse(folder / name)


listener = socket.create_server(("127.0.0.1", 0), backlog=2048)
print("http://127.0.0.1:%d" % listener.getsockname()[1], flush=True)
uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False)).run(sockets=[listener])
