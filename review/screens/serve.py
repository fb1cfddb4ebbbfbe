"""Starting the review screen: Streamlit in a process of its own, with all settings on its command line."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path

from review.errors import ReviewError
from review.locations import app_file
from review.screens.palette import COLOURS, FONTS
from review.screens.reviewing import LOAD_SAMPLES, MAX_UPLOAD_MEGABYTES
from review.screens.session import SHARED
from review.store.opening import ENVIRONMENT

# .streamlit/config.toml says the same for `streamlit run app.py` in the repository
OPTIONS: Mapping[str, str] = {
    "browser.gatherUsageStats": "false",
    "client.showErrorDetails": "none",
    "client.showErrorLinks": "false",
    "client.toolbarMode": "minimal",
    "server.fileWatcherType": "none",
    "server.maxUploadSize": str(MAX_UPLOAD_MEGABYTES),
    "theme.base": "light",
    "theme.backgroundColor": COLOURS["paper"],
    "theme.secondaryBackgroundColor": COLOURS["panel"],
    "theme.textColor": COLOURS["ink"],
    "theme.primaryColor": COLOURS["ask"],
    "theme.font": FONTS,
}


def command(port: int, *, address: str = "127.0.0.1", open_browser: bool = False) -> list[str]:
    """The command line that runs app.py."""
    options = {
        **OPTIONS,
        "server.address": address,
        "server.port": str(port),
        "server.headless": "false" if open_browser else "true",
        "server.showEmailPrompt": "false",
        "logger.hideWelcomeMessage": "true",
        "browser.serverAddress": address,
    }
    flags = [part for name, value in options.items() for part in (f"--{name}", value)]
    return [sys.executable, "-m", "streamlit", "run", str(app_file()), *flags]


def start(
    port: int,
    *,
    samples: bool = False,
    store_path: str | Path | None = None,
    address: str = "127.0.0.1",
    open_browser: bool = False,
    shared: bool = False,
    seconds: float = 60,
) -> "subprocess.Popen[bytes]":
    """Start the server and wait until it answers; ReviewError where it does not.

    Beyond this machine it is only opened `shared`: to people with accounts.
    """
    if not shared and not ip_address(address).is_loopback:
        raise ReviewError(
            "对其他机器开放必须加 --shared（需要账户登录）；单机使用请不要加 --host。"
        )
    environment = dict(os.environ)
    environment[SHARED] = "1" if shared else ""
    if samples:
        environment[LOAD_SAMPLES] = "1"
    if store_path is not None:
        environment[ENVIRONMENT] = str(store_path)
    if not _is_free(address, port):
        raise ReviewError(f"端口 {port} 已被占用，请用 --port 换一个端口。")
    process = subprocess.Popen(
        command(port, address=address, open_browser=open_browser), env=environment
    )
    try:
        until = time.monotonic() + seconds
        while time.monotonic() < until and process.poll() is None:
            here = "127.0.0.1" if ip_address(address).is_unspecified else address
            if _answers(f"http://{here}:{port}/_stcore/health"):
                return process
            time.sleep(0.1)
    except KeyboardInterrupt:
        stop(process)
        raise
    stop(process)
    raise ReviewError("审阅界面没有启动，请稍后再试；仍不行时请重新安装本程序。")


def serve(
    port: int = 8501,
    samples: bool = False,
    store_path: str | Path | None = None,
    *,
    address: str = "127.0.0.1",
    open_browser: bool = False,
    shared: bool = False,
) -> int:
    """Run the review screen until it is stopped; prints its address. Gives the exit status."""
    # a plain kill must not leave the server behind
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    process = start(
        port,
        samples=samples,
        store_path=store_path,
        address=address,
        open_browser=open_browser,
        shared=shared,
    )
    try:
        print(f"年报审阅已启动：http://{address}:{port}（按 Ctrl+C 停止）", flush=True)
        return process.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        stop(process)


def stop(process: "subprocess.Popen[bytes]") -> None:
    """End the server, by force if it does not go: the store loses nothing by that."""
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _is_free(address: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError:
            return False
    return True


def _answers(url: str) -> bool:
    # no proxy: the address is this machine's own
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(url, timeout=2) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False
