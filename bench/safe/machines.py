"""Fresh Debian machines in namespaces of this one: systemd as PID 1, a network of their own with nobody else in it."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

SUITE = "trixie"
FRESH = "systemd-sysv,dbus,iproute2,openssh-server,openssh-client,ca-certificates,procps"  # what such a machine has
NEEDED = {"debootstrap": "debootstrap", "unshare": "util-linux", "nsenter": "util-linux", "ip": "iproute2"}
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
ENVIRONMENT = {
    "PATH": PATH, "HOME": "/root", "LC_ALL": "C.UTF-8",
    "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "/wheels", "PIP_DISABLE_PIP_VERSION_CHECK": "1",
}  # fmt: skip
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
# files of this machine, that would go before --cert
OWN = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "PIP_CERT", "PIP_FIND_LINKS")
PATIENCE = 60.0
BOOT = """
set -e
mount --make-rprivate /
mount -t overlay overlay -o lowerdir=$1,upperdir=$2/up,workdir=$2/work $2/root
cd $2/root
: > etc/resolv.conf
mount -t proc proc proc
mount -t sysfs -o ro sysfs sys
mount -t tmpfs tmpfs sys/fs/cgroup 2>/dev/null || true
mount -t cgroup2 cgroup2 sys/fs/cgroup
for place in run dev tmp; do mount -t tmpfs -o mode=755 tmpfs $place; done
chmod 1777 tmp
for one in null zero full random urandom tty; do touch dev/$one; mount --bind /dev/$one dev/$one; done
mkdir dev/pts dev/shm
mount -t devpts -o newinstance,ptmxmode=0666 devpts dev/pts
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd
mount -t tmpfs tmpfs dev/shm
ip link set lo up
hostname $3
pivot_root . mnt
umount -l /mnt
exec env -i container=other PATH=/usr/sbin:/usr/bin:/sbin:/bin /sbin/init
"""


def missing() -> list[str]:
    """Debian packages that have to be installed first."""
    return sorted({package for program, package in NEEDED.items() if shutil.which(program) is None})


def base(folder: Path, packages: Sequence[str], requirements: Path) -> Path:
    """A fresh Debian, with what will be installed lying ready in it, for the machines can reach nothing outside."""
    root = folder / "base"
    if not (root / "ready").exists():
        shutil.rmtree(root, ignore_errors=True)
        _run("debootstrap", "--variant=minbase", f"--include={FRESH}", SUITE, str(root))
        _keys(root / "root/.ssh")
        (root / "ready").touch()
    _run("chroot", str(root), "apt-get", "-qq", "update")
    _run(
        "chroot", str(root), "apt-get", "-qq", "-y", "--no-install-recommends", "--download-only", "install", *packages
    )
    _wheels(folder, root, requirements)
    return root


def _keys(folder: Path) -> None:
    folder.mkdir(mode=0o700, exist_ok=True)
    _run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / "id_ed25519"))
    shutil.copy(folder / "id_ed25519.pub", folder / "authorized_keys")
    (folder / "config").write_text("StrictHostKeyChecking accept-new\n")


def _wheels(folder: Path, root: Path, requirements: Path) -> None:
    """Fetched by the Python of that Debian, in a copy that is thrown away."""
    place = root / "wheels"
    if place.exists() and (place / requirements.name).read_bytes() == requirements.read_bytes():
        return
    copy = folder / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    _run("cp", "-a", str(root), str(copy))
    (copy / "wheels").mkdir(exist_ok=True)
    shutil.copy(requirements, copy / "wheels")
    shutil.copy(CERTIFICATES, copy / "certificates")
    _run("chroot", str(copy), "apt-get", "-qq", "-y", "--no-install-recommends", "install", "python3-venv")
    pip = "/v/bin/pip --cert /certificates --use-deprecated=legacy-certs download -q -d /wheels"
    fetch = f"{pip} setuptools wheel; {pip} --no-deps --require-hashes -r /wheels/{requirements.name}"
    own = " ".join(OWN)
    _run("chroot", str(copy), "sh", "-ec", f"unset {own}; python3 -m venv /v; {fetch}")
    shutil.copytree(copy / "wheels", place, dirs_exist_ok=True)
    shutil.rmtree(copy)


@dataclass
class Machine:
    """One that runs."""

    name: str
    process: subprocess.Popen[bytes]
    init: int
    output: list[str] = field(default_factory=list)

    def run(self, words: str, *, check: bool = True) -> str:
        """What these commands print, as root of that machine; CalledProcessError where one of them fails."""
        settings = [f"{name}={value}" for name, value in ENVIRONMENT.items()]
        inside = ["nsenter", "-t", str(self.init), "-a", "env", "-i", *settings]
        command = [*inside, "bash", "-euo", "pipefail", "-c", words]
        done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
        self.output.append(done.stdout + done.stderr)
        if check and done.returncode:
            sys.stderr.write(self.output[-1])
            raise subprocess.CalledProcessError(done.returncode, words, done.stdout, done.stderr)
        return done.stdout

    @property
    def home(self) -> Path:
        """The home of its root, as seen from here while it runs."""
        return self.disk / "root"

    @property
    def disk(self) -> Path:
        """What it has on its disk, as seen from here while it runs."""
        return Path(f"/proc/{self.init}/root")

    def lose(self) -> None:
        """Its power is gone: every process of it at once."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.init, signal.SIGKILL)
        self.process.wait(PATIENCE)


@contextmanager
def machines(root: Path, folder: Path, addresses: dict[str, str]) -> Iterator[dict[str, Machine]]:
    """Two machines by these names, on one wire, at these addresses; gone afterwards."""
    started: dict[str, Machine] = {}
    try:
        for name in addresses:
            started[name] = _boot(root, folder / name, name)
        one, two = started.values()
        _in_net(one, "ip link add eth0 type veth peer name eth0 netns " + str(two.init))
        for machine in started.values():
            own = addresses[machine.name]  # also without the other end of the wire
            _in_net(machine, f"ip address add {own}/32 dev lo; ip address add {own}/24 dev eth0; ip link set eth0 up")
            machine.run("systemctl is-system-running --wait || true")
        yield started
    finally:
        for machine in started.values():
            machine.lose()


def _boot(root: Path, place: Path, name: str) -> Machine:
    shutil.rmtree(place, ignore_errors=True)
    for part in ("up", "work", "root"):
        (place / part).mkdir(parents=True)
    command = ["unshare", "-m", "-p", "-n", "-u", "-i", "-C", "-f", "--kill-child", "sh", "-c", BOOT, "boot"]
    process = subprocess.Popen(
        [*command, str(root), str(place), name], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    machine = Machine(name, process, _init_of(process.pid))
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with contextlib.suppress(subprocess.CalledProcessError):
            machine.run("systemctl --version > /dev/null && test -S /run/systemd/private")
            return machine
        time.sleep(0.5)
    raise RuntimeError(f"machine {name} does not start")


def _init_of(pid: int) -> int:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        if children and Path(f"/proc/{children[0]}/comm").read_text().strip() == "systemd":
            return int(children[0])
        time.sleep(0.1)
    raise RuntimeError("no machine")


def _in_net(machine: Machine, words: str) -> None:
    _run("nsenter", "-t", str(machine.init), "-n", "sh", "-ec", words)


def _run(*words: str) -> None:
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
