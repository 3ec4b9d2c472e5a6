"""The gateway's sample code, made to do the whole job: one call at a time, or with BENCH_WORKERS items at the same time."""
import concurrent.futures
import os
import time

import requests

base = os.environ["BENCH_URI"]
folder = os.environ["BENCH_FOLDER"]
pause = int(os.environ["BENCH_POLL"]) / 1000
headers = {
    "Content-Type": "application/json",
    "Cache-Control": "no-cache",
    "Ocp-Apim-Subscription-Key": os.environ["BENCH_KEY"],
}


def submit(number):
    data = {
        "prompt": f"Edit image {number} to have a red hat",
        "image_urls": ["https://example.com/image1.jpg"],
        "output_format": "jpeg",
    }
    response = requests.post(base + "/nano-banana/v1/nano-banana/generateEditImageRequest", headers=headers, json=data)
    response.raise_for_status()
    return response.json()["request_id"]


def wait(task):
    while True:
        response = requests.post(base + "/nano-banana-polling/nano-banana/getStatus", headers=headers, json={"requestId": task})
        response.raise_for_status()
        status = response.json()
        if status["status"] == "COMPLETED":
            return status["images"][0]["url"]
        if status["status"] in ("FAILED", "ERROR"):
            raise RuntimeError(status["error"])
        time.sleep(pause)


def fetch(task, url):
    response = requests.get(url)
    response.raise_for_status()
    with open(os.path.join(folder, task + ".jpg"), "wb") as file:
        file.write(response.content)


def whole(number):
    task = submit(number)
    time.sleep(pause)
    fetch(task, wait(task))


numbers = range(int(os.environ["BENCH_COUNT"]))
workers = int(os.environ["BENCH_WORKERS"])
if workers == 1:
    for each in [submit(number) for number in numbers]:
        fetch(each, wait(each))
else:
    with concurrent.futures.ThreadPoolExecutor(workers) as pool:
        list(pool.map(whole, numbers))

print(time.process_time())
