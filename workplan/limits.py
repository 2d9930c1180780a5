"""The limits of processes that read, or lay out, what nobody vouches for; and sessions that allow less."""

from __future__ import annotations

import resource

from workplan.errors import EnvironmentProblem


def limit(memory: int, seconds: int) -> None:
    """Let the kernel stop this process at so many bytes of address space, and seconds of the processor from
    now on; at fewer where the session's own limits are lower."""
    used = int(sum(resource.getrusage(resource.RUSAGE_SELF)[:2]))
    for kind, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, used + seconds)):
        _, hard = resource.getrlimit(kind)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (most, most))


def check_memory(memory: int) -> None:
    """To be asked when a process that may take so many bytes failed: raises `EnvironmentProblem` where the
    session allows fewer, which is nothing that a file can be blamed for."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY and hard < memory:
        raise EnvironmentProblem(
            f"this session may use no more than {hard >> 20:,} MB of memory, and PDFs take up to "
            f"{memory >> 20:,} MB",
            "raise its limit, in the shell or the job that starts the program: ulimit -v unlimited",
        )
