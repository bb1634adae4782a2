"""Documents read on a Dask cluster: the records of a batch of one machine, whoever is killed meanwhile."""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dask
import fsspec
import pyarrow.parquet as pq
import pytest
from distributed import LocalCluster
from PIL import Image

from hmtn_ingest.batch.cluster import Cluster, RemoteBatch
from hmtn_ingest.batch.cluster_tasks import RemoteTask
from hmtn_ingest.batch.worker import Outcome, Stop
from hmtn_ingest.privacy import mask_personal_data
from hmtn_ingest.reading.worker import Limits
from hmtn_ingest.web.pages.samples import FOLDER
from tests import test_annexes
from tests.batch.test_batch import PATIENCE, SOUND, Place, wait_until
from tests.plans import PLAN
from tests.readers.scan.pictures import scanned_strips
from tests.readers.test_container import archive

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs the signals of a Unix system")


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def written(output: Path) -> dict[str, int]:
    """The documents that are written, and when each was."""
    return {path.name: path.stat().st_mtime_ns for path in output.glob("documents/*/*.jsonl") if path.name[0] != "."}


def joined(output: Path) -> list[bytes]:
    return [line for part in sorted(output.glob("part-*.jsonl")) for line in part.read_bytes().splitlines()]


def alone(output: Path) -> list[bytes]:
    """The lines that a batch of one machine wrote, a file for each document."""
    paths = [path for path in output.rglob("*.jsonl") if path.name != ".batch.jsonl"]
    return sorted(line for path in paths for line in path.read_bytes().splitlines())


def told(output: Path) -> Any:
    """The summary without the places of files, which are others."""
    summary = json.loads((output / "summary.json").read_bytes())
    for document in summary["documents"]:
        del document["files"]
    return summary


def test_the_records_are_those_of_a_batch_of_this_machine(place: Place, tmp_path: Path) -> None:
    for name in SOUND:
        place.put(f"2024/{name}", (FOLDER / name).read_bytes())
    twin = (FOLDER / SOUND[0]).read_bytes()
    place.put("bản sao [2]/gửi lại 0900.000.117.docx", twin)
    place.put("hỏng.docx", twin[: len(twin) // 2])
    place.put("thư đến.zip", archive({"ke-hoach.txt": PLAN.encode(), "hỏng.pdf": b"%PDF-1.4"}))
    place.put("quét.pdf", scanned_strips())
    place.put(".ẩn/ke-hoach.txt", PLAN.replace("28/02/2026", "15/03/2026").encode())
    place.put("đang tải.pdf.crdownload", twin)
    place.put("xã/ke-hoach.txt", test_annexes.PLAN.encode())
    place.put("xã/chi-tieu.xlsx", test_annexes.sheet())
    here, there = tmp_path / "ở đây", tmp_path / "cụm [2]"
    assert place.run("--workers", "1", "--to", "jsonl", output=here)[0] == 3
    assert place.run("--workers", "2", "--engine", "dask", output=there)[0] == 3
    assert told(there) == told(here)
    assert sorted(joined(there)) == alone(here)
    for line in joined(there):
        assert mask_personal_data(line.decode()) == line.decode()
    names = [json.loads(line)["source"]["file_name"] for line in joined(there)]
    assert names[-2:] == ["chi-tieu.xlsx", "ke-hoach.txt"]
    # what is written is not read again, and becomes a table
    before = written(there)
    assert place.run("--workers", "1", "--engine", "dask", "--resume", "--to", "parquet", output=there)[0] == 3
    assert written(there) == before
    assert not joined(there)
    (part,) = there.glob("part-*.parquet")
    table = pq.read_table(part).to_pylist()
    assert sorted(row["record"].encode() for row in table) == alone(here)
    for row in table:
        record = json.loads(row["record"])
        assert row["sha256"] == record["source"]["sha256"]
        assert row["subject"] == (record["header"]["subject"] or {}).get("value")
    assert "thư đến.zip" in {row["container"] for row in table}


@pytest.mark.kills
@pytest.mark.parametrize(
    ("moments", "tolerated"),
    [
        ((3, 6), 3),
        ((3,), 0),  # Dask gives up what a dead worker was at: each of its documents is then tried alone
    ],
)
def test_a_worker_that_is_killed_costs_what_it_was_at(
    place: Place, monkeypatch: pytest.MonkeyPatch, moments: tuple[int, ...], tolerated: int
) -> None:
    monkeypatch.setattr("hmtn_ingest.batch.cluster._FEW", 6)  # three documents a task
    for path in sorted(FOLDER.iterdir())[:12]:
        place.put(path.name, path.read_bytes())
    assert place.run("--workers", "1", "--to", "jsonl", output=place.output / "ở đây")[0] == 0
    output = place.output / "cụm"
    batch = RemoteBatch(str(place.folder), str(output), Limits(), resume=False)
    heard: list[str] = []
    killed: list[int] = []
    kept: dict[str, int] = {}
    with (
        dask.config.set(
            {
                "distributed.scheduler.allowed-failures": tolerated,
                "distributed.comm.timeouts.connect": "300s",  # a worker that comes too late is not started again
            }
        ),
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as own,
        Cluster(own.scheduler_address, 1) as cluster,
    ):

        def kill(task: RemoteTask, became: Outcome) -> None:
            heard.append(task.name)
            if len(heard) in moments:
                kept.update(written(output))
                for process in [nanny.pid for nanny in own.workers.values() if nanny.pid]:
                    os.kill(process, signal.SIGKILL)
                    killed.append(process)

        batch.look(cluster)
        batch.read(cluster, kill)
        batch.join(cluster, "jsonl")
    assert len(set(killed)) >= 2
    assert len(heard) == len(set(heard)) == 12
    assert batch.summary().counts["ok"] == 12
    assert sorted(joined(output)) == alone(place.output / "ở đây")
    assert len(kept) >= 3
    assert kept.items() <= written(output).items()


def vast() -> bytes:
    """A picture of a few hundred KB that unfolds to 69 million points."""
    data = io.BytesIO()
    Image.new("RGB", (7000, 9900), (240, 240, 240)).save(data, "PNG")
    return data.getvalue()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not hold processes to the limit")
def test_a_document_beyond_a_limit_fails_alone_on_a_cluster(place: Place) -> None:
    for name in SOUND[:2]:
        place.put(name, (FOLDER / name).read_bytes())
    place.put("bản đồ.png", vast())
    code, said, _ = place.run("--engine", "dask", "--memory", "320", "--workers", "1")
    assert code == 3
    assert "nhiều bộ nhớ hơn mức cho phép" in said
    status = {one["names"][0]: one["status"] for one in place.summary["documents"]}
    assert status == {"bản đồ.png": "failed", **dict.fromkeys(SOUND[:2], "ok")}
    # it is tried again, as the limits may be others; what was read is not
    before = written(place.output)
    assert place.run("--engine", "dask", "--resume", "--memory", "320", "--workers", "1")[0] == 3
    after = written(place.output)
    assert len([name for name in before if before[name] != after[name]]) == 1


@contextlib.contextmanager
def scheduler(port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A scheduler and one worker, as an office would start them."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    address = f"tcp://127.0.0.1:{port}"
    dask = [sys.executable, "-m", "dask"]
    lead = subprocess.Popen([*dask, "scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard"], **quiet)
    hand = subprocess.Popen([*dask, "worker", address, "--nthreads", "1", "--no-dashboard"], **quiet)
    try:
        yield lead
    finally:
        for process in (hand, lead):
            process.terminate()
            process.wait(PATIENCE)


def test_after_the_scheduler_died_it_goes_on(place: Place) -> None:
    for path in FOLDER.iterdir():
        place.put(path.name, path.read_bytes())
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ("--engine", "dask", "--scheduler", f"tcp://127.0.0.1:{port}")
    with scheduler(port) as lead:
        process = place.start(*options)
        wait_until(lambda: len(written(place.output)) >= 3)
        lead.kill()
        _, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 3, errors
    assert "mất kết nối với bộ điều phối" in errors
    assert "--resume" in errors
    assert "Traceback" not in errors
    before = written(place.output)
    assert 3 <= len(before) < 30
    with scheduler(port):
        process = place.start(*options, "--resume")
        _, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, errors
    assert len(joined(place.output)) == place.summary["ok"] == 30
    assert before.items() <= written(place.output).items()


@pytest.fixture(scope="module")
def threads() -> Iterator[Cluster]:
    """A cluster in this process, which sees a bucket in its memory."""
    own = LocalCluster(n_workers=1, threads_per_worker=2, processes=False, dashboard_address=None)
    with own, Cluster(own.scheduler_address, 1) as cluster:
        yield cluster


def test_from_a_bucket_into_a_bucket(threads: Cluster) -> None:
    files = fsspec.filesystem("memory")
    for name in SOUND[:2]:
        files.pipe_file(f"/nguồn/2024/{name}", (FOLDER / name).read_bytes())
    files.pipe_file("/nguồn/ghi chú.html", b"<p>Ghi")
    batch = RemoteBatch("memory://nguồn/**/*.*x*", "memory://đích", Limits(), resume=False)
    batch.look(threads)
    batch.read(threads)
    batch.join(threads, "jsonl")
    batch.write_summary()
    assert [line.names for line in batch.summary().lines] == [["2024/" + name] for name in SOUND[:2]]
    assert len(files.cat_file("/đích/part-00000.jsonl").splitlines()) == 2
    assert json.loads(files.cat_file("/đích/summary.json"))["ok"] == 2
    with pytest.raises(Stop, match="--resume"):
        RemoteBatch("memory://nguồn", "memory://đích", Limits(), resume=False)


def test_a_link_out_of_the_folder_is_not_followed(threads: Cluster, place: Place, tmp_path: Path) -> None:
    place.put("2024/ke-hoach.txt", PLAN.encode())
    (tmp_path / "mật.txt").write_text(PLAN.replace("28/02/2026", "15/03/2026"))
    (place.folder / "mật.txt").symlink_to(tmp_path / "mật.txt")
    (place.folder / "mục").symlink_to(tmp_path)
    for source in (place.folder, place.folder / "**" / "*.txt"):
        batch = RemoteBatch(str(source), str(place.output), Limits(), resume=True)
        batch.look(threads)
        assert [task.name for task in batch.open()] == ["2024/ke-hoach.txt"]


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (["--scheduler", "tcp://127.0.0.1:8786"], "--engine local"),
        (["--engine", "dask", "--watch"], "--engine dask"),
        (["--engine", "dask", "--to", "html"], "jsonl, parquet"),
        (["--engine", "spark"], "local, dask"),
    ],
)
def test_options_that_do_not_go_together(place: Place, options: list[str], reason: str) -> None:
    place.put("ke-hoach.txt", PLAN.encode())
    code, _, errors = place.run(*options)
    assert code == 2
    assert reason in " ".join(errors.split())


def test_a_place_that_cannot_be_reached_is_told(threads: Cluster, tmp_path: Path) -> None:
    batch = RemoteBatch("ftp://127.0.0.1:9/van-ban", str(tmp_path / "ra"), Limits(), resume=False)
    with pytest.raises(Stop, match=r"không mở được “ftp://127\.0\.0\.1:9/van-ban”"):
        batch.look(threads)


def test_without_dask_it_says_what_to_install(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.put("ke-hoach.txt", PLAN.encode())
    monkeypatch.delitem(sys.modules, "hmtn_ingest.batch.cluster")
    monkeypatch.setitem(sys.modules, "distributed", None)
    code, _, errors = place.run("--engine", "dask")
    assert code == 3
    assert "hmtn-ingest[dask]" in errors
    assert place.run()[0] == 0
