"""The samples for web servers: started as they are where they can be had, they give what the page promises."""

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from tempfile import gettempdir
from urllib.parse import urlsplit

import pytest
import yaml
from playwright.sync_api import Browser, expect

from scripts.machine.environment import CACHE
from scripts.machine.programs import APACHE
from scripts.machine.server import NAMED_BY_CONTENTS, TYPES
from scripts.publishing.hosting import WIKIS, fill_hosting, header_policy
from scripts.publishing.precompressed import all_jobs, write_beside
from scripts.runtime.folder import calculator_file, calculator_snapshot
from tests.conftest import PREFIX
from tests.examples import EXAMPLE

# What pages inflate themselves, of which a quick link takes the first and a slow one the second; what a browser does.
FOR_PYTHON = (calculator_snapshot(EXAMPLE), calculator_file(EXAMPLE))
COMPRESSED = (*FOR_PYTHON, "links.json")
STYLE = re.compile(r"handbook\.[0-9a-f]{8}\.css")
META_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


@pytest.fixture(scope="module")
def hosted(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site built for a sub-path of a host that is not the one it is tried under.

    What the build would compress is compressed for some files only, because all of them take minutes.
    """
    folder = tmp_path_factory.mktemp("hosted") / "site"
    shutil.copytree(site, folder, copy_function=os.link)
    jobs = [job for job in all_jobs(folder) if job.source.name in COMPRESSED or STYLE.fullmatch(job.source.name)]
    write_beside(jobs)
    return folder


def program(name: str) -> str:
    """Return a web server's program: this machine's, or one unpacked from a Debian package without installing it.

    Skips the test, saying why, where neither can be had.
    """
    if found := shutil.which(name):
        return found
    folder = CACHE / "servers" / name
    unpacked = [*folder.glob(f"usr/*bin/{name}")]
    if unpacked:
        return str(unpacked[0])
    if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        pytest.skip(f"NOT TESTED: {name} is not on this machine and there is no apt-get to fetch it with")
    folder.mkdir(parents=True, exist_ok=True)
    download = ["apt-get", "download", name]
    fetched = subprocess.run(download, cwd=folder, capture_output=True, text=True, check=False)
    if fetched.returncode and os.geteuid() == 0:
        # The lists of packages may be missing; only root can fetch them.
        subprocess.run(["apt-get", "update"], capture_output=True, check=False)
        fetched = subprocess.run(download, cwd=folder, capture_output=True, text=True, check=False)
    packages = [*folder.glob("*.deb")]
    if not packages:
        pytest.skip(f"NOT TESTED: apt-get could not download {name}: {fetched.stderr.strip()[-200:]}")
    subprocess.run(["dpkg-deb", "--extract", str(packages[0]), str(folder)], check=True)
    return str(next(folder.glob(f"usr/*bin/{name}")))


def free_port() -> int:
    """Return a port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def started(command: list[str], port: int) -> Iterator[str]:
    """Run a server for the length of a block, once it answers."""
    variables = {**os.environ, "XDG_DATA_HOME": "/nonexistent", "XDG_CONFIG_HOME": "/nonexistent"}
    with subprocess.Popen(
        command, env=variables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as server:
        try:
            for _ in range(100):
                assert server.poll() is None, server.stdout and server.stdout.read()
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}{PREFIX}"
        finally:
            server.terminate()
            server.wait(timeout=20)


def sample(hosted: Path, name: str, port: int) -> str:
    """Return a sample with the two things changed that its first lines tell to change."""
    text = (hosted / "reference/hosting" / name).read_text("utf-8")
    assert text.count("/srv/handbook") >= 1
    assert "HANDBOOK_" not in text
    return text.replace("/srv/handbook", str(hosted)).replace("8080", str(port))


@contextmanager
def nginx(hosted: Path, scratch: Path) -> Iterator[str]:
    """Run nginx with the sample in its http block."""
    path, port = program("nginx"), free_port()
    text = sample(hosted, "nginx.conf", port)
    if brotli := nginx_brotli():
        text = text.replace("# brotli_static on;", "brotli_static on;")
    (scratch / "handbook.conf").write_text(text, "utf-8")
    temporary = "".join(
        f"{kind}_temp_path {scratch}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    owner = "user root;\n" if os.name == "posix" and os.geteuid() == 0 else ""
    (scratch / "nginx.conf").write_text(
        f"{brotli}{owner}pid {scratch}/pid;\nerror_log stderr;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{temporary}include {scratch}/handbook.conf;\n}}\n",
        "utf-8",
    )
    command = [path, "-p", str(scratch), "-c", str(scratch / "nginx.conf"), "-e", "stderr", "-g", "daemon off;"]
    with started(command, port) as address:
        yield address


def nginx_brotli() -> str:
    """Return the line that loads nginx's module for brotli, as Debian has it; nothing where it cannot be had."""
    folder = CACHE / "servers" / "nginx-brotli"
    name = "ngx_http_brotli_static_module.so"
    if not [*folder.rglob(name)] and shutil.which("apt-get") and shutil.which("dpkg-deb"):
        folder.mkdir(parents=True, exist_ok=True)
        package = "libnginx-mod-http-brotli-static"
        subprocess.run(["apt-get", "download", package], cwd=folder, capture_output=True, check=False)
        for file in folder.glob("*.deb"):
            subprocess.run(["dpkg-deb", "--extract", str(file), str(folder)], check=True)
    module = next(folder.rglob(name), None)
    return f"load_module {module};\n" if module else ""


@contextmanager
def caddy(hosted: Path, scratch: Path) -> Iterator[str]:
    """Run Caddy with the sample, without its own remote control."""
    path, port = program("caddy"), free_port()
    (scratch / "Caddyfile").write_text("{\n\tadmin off\n}\n" + sample(hosted, "Caddyfile", port), "utf-8")
    with started([path, "run", "--adapter", "caddyfile", "--config", str(scratch / "Caddyfile")], port) as address:
        yield address


@contextmanager
def apache(hosted: Path, scratch: Path) -> Iterator[str]:
    """Run Apache with the sample in its settings, and with the modules that it names."""
    try:
        path, port = APACHE.find_or_install(), free_port()
    except SystemExit as reason:
        pytest.skip(f"NOT TESTED: {reason}")
    text = sample(hosted, "apache.conf", port)
    named = re.search(r"modules (.+)\.$", text, re.MULTILINE)
    assert named
    modules = ["mpm_event", "authz_core", *re.findall(r"\w+", named[1].replace(" and ", " "))]
    loaded = "".join(f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n" for name in modules)
    # It serves as somebody who may read no other's folders.
    owner = "User www-data\nGroup www-data\n" if os.geteuid() == 0 else ""
    for folder in hosted.parents:
        if Path(gettempdir()) in folder.parents:
            folder.chmod(folder.stat().st_mode | 0o011)
    (scratch / "httpd.conf").write_text(
        f"{loaded}{owner}ServerName localhost\nListen 127.0.0.1:{port}\nPidFile {scratch}/pid\n"
        f"ErrorLog {scratch}/log\nTypesConfig /dev/null\nDefaultRuntimeDir {scratch}\n{text}",
        "utf-8",
    )
    with started([path, "-D", "FOREGROUND", "-f", str(scratch / "httpd.conf")], port) as address:
        yield address


SERVERS: dict[str, Callable] = {"nginx": nginx, "caddy": caddy, "apache": apache}  # type: ignore[type-arg]


@pytest.fixture(scope="module", params=SERVERS)
def server(request: pytest.FixtureRequest, hosted: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site on each server."""
    with SERVERS[request.param](hosted, tmp_path_factory.mktemp(request.param)) as address:
        yield address


def get(address: str, **headers: str) -> HTTPResponse:
    """Return the answer to one request, following nothing."""
    parts = urlsplit(address)
    connection = HTTPConnection(parts.netloc, timeout=20)
    connection.request("GET", parts.path + (f"?{parts.query}" if parts.query else ""), headers=headers)
    answer = connection.getresponse()
    answer.body = answer.read()  # type: ignore[attr-defined]
    return answer


def test_every_answer_carries_the_promised_headers(server: str, hosted: Path) -> None:
    """Pages, files and the page for lost readers: the same policy as in the pages, with the wikis that may frame."""
    policy = META_POLICY.search((hosted / "index.html").read_text("utf-8"))
    assert policy
    for path in ("", "decide/compare/", "links.json", "assets/icon.svg", "no/such/page/"):
        answer = get(server + path)
        assert answer.status == (404 if "no/such" in path else 200), path
        assert answer.headers.get_all("Content-Security-Policy") == [header_policy(policy[1])]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
        assert "camera=()" in answer.headers["Permissions-Policy"]
        assert answer.headers["X-Frame-Options"] is None
        assert answer.headers.get_all("Cache-Control") == ["no-cache"]


def test_the_lost_get_our_own_page(server: str, hosted: Path) -> None:
    """Not the server's."""
    assert get(f"{server}no/such/page/").body == (hosted / "404.html").read_bytes()  # type: ignore[attr-defined]


def test_what_is_named_by_its_contents_is_kept_for_ever(server: str, hosted: Path) -> None:
    """Every file of the runtime, and every script and style sheet with its hash in its name."""
    named = [path for path in (hosted / "assets").rglob("*.*") if NAMED_BY_CONTENTS.search(path.name)]
    assert len(named) > 5
    files = [path.relative_to(hosted).as_posix() for path in [*(hosted / "runtime").rglob("*.*"), *named]]
    assert files
    for path in files:
        answer = get(server + path)
        assert answer.status == 200
        assert answer.headers.get_all("Cache-Control") == ["public, max-age=31536000, immutable"]


def test_what_is_missing_is_not_kept(server: str) -> None:
    """A file of the runtime that is not there yet, while a new version is put up, is asked for again."""
    answer = get(f"{server}runtime/none/none.wasm")
    assert (answer.status, answer.headers.get_all("Cache-Control")) == (404, ["no-cache"])


def test_every_file_has_its_type(server: str, hosted: Path) -> None:
    """For each ending that the site has, the type is the one that our own server gives."""
    one_of_each = {path.suffix: path for path in hosted.rglob("*") if path.suffix in TYPES}
    assert {".html", ".mjs", ".js", ".wasm", ".css", ".json", ".webmanifest", ".md", ".svg", ".png"} <= {*one_of_each}
    for suffix, path in one_of_each.items():
        given = get(server + path.relative_to(hosted).as_posix()).headers["Content-Type"] or ""
        same = {"application/xml": {"text/xml"}}
        expected = TYPES[suffix].partition(";")[0]
        assert given.partition(";")[0] in {expected} | same.get(expected, set()), path
        assert ("utf-8" in given.lower()) or not expected.startswith("text/"), path


def test_what_shrinks_is_compressed(server: str, hosted: Path) -> None:
    """Pages, scripts and WebAssembly; and caches are told."""
    wasm = next((hosted / "runtime").rglob("*.wasm")).relative_to(hosted).as_posix()
    style = next((hosted / "assets/styles").glob("handbook.*.css")).relative_to(hosted).as_posix()
    for path in ("decide/compare/", style, "links.json", wasm):
        answer = get(server + path, **{"Accept-Encoding": "gzip"})
        assert answer.headers["Content-Encoding"] == "gzip", path
        assert "Accept-Encoding" in answer.headers["Vary"]


def test_what_the_build_compressed_is_sent_as_it_is(server: str, hosted: Path, request: pytest.FixtureRequest) -> None:
    """To who takes brotli; with the type of what is in it, for ever where that holds, and others get another body."""
    if "nginx" in request.node.name and not nginx_brotli():
        pytest.skip("NOT TESTED: nginx has no module for brotli here, and it could not be fetched")
    sources = [path for path in hosted.rglob("*") if path.with_name(f"{path.name}.br").exists()]
    assert len(sources) == len(COMPRESSED) + 1
    for source in sources:
        path = source.relative_to(hosted).as_posix()
        plain, packed = get(server + path), get(server + path, **{"Accept-Encoding": "gzip, deflate, br"})
        assert plain.headers["Content-Encoding"] is None
        assert plain.body == source.read_bytes()  # type: ignore[attr-defined]
        assert packed.headers["Content-Encoding"] == "br", path
        assert packed.body == source.with_name(f"{source.name}.br").read_bytes()  # type: ignore[attr-defined]
        assert packed.headers["Vary"]
        for same in ("Content-Type", "Cache-Control"):
            assert packed.headers.get_all(same) == plain.headers.get_all(same)


def test_a_folder_without_its_slash_is_mended(server: str, request: pytest.FixtureRequest) -> None:
    """Relative links would break without the slash, and the redirect holds behind any proxy that says the host."""
    answer = get(f"{server}decide/compare")
    assert answer.status in {301, 308}
    assert urlsplit(answer.headers["Location"]).path.endswith(f"{PREFIX}decide/compare/") or (
        answer.headers["Location"].startswith("compare/")
    )
    host = urlsplit(server).netloc if "apache" in request.node.name else ""
    assert urlsplit(answer.headers["Location"]).netloc == host


def test_the_site_runs_clean_under_the_header_policy(
    server: str, browser: Browser, request: pytest.FixtureRequest
) -> None:
    """In a browser, on a host it was not built for: the search answers, a calculator calculates, nothing is blocked."""
    context = browser.new_context()
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    requests: list[str] = []
    page.on("request", lambda sent: requests.append(sent.url))
    packed: dict[str, str] = {}
    page.context.on("response", lambda got: packed.setdefault(got.url, got.headers.get("content-encoding", "")))
    page.goto(f"{server}calculators/{EXAMPLE}/")
    page.get_by_label("Annotator's wage", exact=True).fill("31.5")
    expect(page.locator(f"#{EXAMPLE}")).to_have_attribute("data-python", "ready", timeout=60_000)
    expect(page.locator(f"#{EXAMPLE} [aria-busy]")).to_have_count(0, timeout=60_000)
    # What came by brotli in place of gzip was taken as it is.
    by_brotli = "nginx" not in request.node.name or nginx_brotli()
    ways = {way for url, way in packed.items() if url.endswith(FOR_PYTHON)}
    assert ways == {"br" if by_brotli else ""}
    page.goto(f"{server}decide/compare/")
    page.get_by_role("link", name="Break-even").first.click()
    expect(page).to_have_url(f"{server}cost/break-even/")
    assert complaints == []
    assert [sent for sent in requests if not sent.startswith((server, "data:", "blob:"))] == []
    context.close()


def test_hosts_that_read_one_file_get_the_same(hosted: Path) -> None:
    """The file for Netlify and Cloudflare Pages is at the root, with the path, the policy, and no line too long."""
    lines = (hosted / "_headers").read_text("utf-8").splitlines()
    policy = META_POLICY.search((hosted / "index.html").read_text("utf-8"))
    assert policy
    assert f"  Content-Security-Policy: {header_policy(policy[1])}" in lines
    named = ("runtime/*", "assets/scripts/*", "assets/styles/*", "assets/javascripts/bundle*", "assets/stylesheets/*")
    assert [line for line in lines if line.startswith("/")] == [f"{PREFIX}*", *(PREFIX + place for place in named)]
    assert max(map(len, lines)) < 2000


def test_pages_may_be_framed_by_wikis_alone(tmp_path: Path) -> None:
    """A frame's policy is a header's to say; it names hosts, by HTTPS."""
    (tmp_path / "_headers").write_text("HANDBOOK_PATH*\n  X: HANDBOOK_POLICY\n", "utf-8")
    fill_hosting(tmp_path, "https://example.org", "default-src 'none'")
    text = (tmp_path / "_headers").read_text("utf-8")
    assert text == f"/*\n  X: default-src 'none'; frame-ancestors 'self' {' '.join(WIKIS)}\n"
    assert all(wiki.startswith("https://") for wiki in WIKIS)


@pytest.mark.parametrize("name", ["github-pages.yml", "gitlab-pages.yml"])
def test_workflows_build_for_the_address_they_publish_at(hosted: Path, name: str) -> None:
    """Each is valid YAML, says the address with its last slash, and runs the one command."""
    text = (hosted / "reference/hosting" / name).read_text("utf-8")
    assert yaml.safe_load(text)
    assert re.search(r"SITE_URL: .*(base_url \}\}|CI_PAGES_URL)/$", text, re.MULTILINE)
    assert "python3 scripts/build.py" in text


def test_the_container_copies_what_is_there(hosted: Path) -> None:
    """Its paths are those of the built site."""
    text = (hosted / "reference/hosting/Containerfile").read_text("utf-8")
    sources = re.findall(r"^COPY (\S+)", text, re.MULTILINE)
    assert sources
    assert all((hosted / source).exists() for source in sources)
