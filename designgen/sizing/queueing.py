"""Waiting for a free server: Erlang C (M/M/c) in closed form, and pools sized by it.

`load` is the offered load in erlangs: arrivals per second times mean service time, the servers that would be busy
if nobody had to wait. Times are in seconds. A load at or above the number of servers has no steady state.

Formulas: A. K. Erlang 1917; Kingman 1961 and Allen and Cunneen for the two-moment factor.
"""

import math

SMALLEST_POOL = 2
"""One server cannot be restarted without an outage."""
MOST_LOAD = 1e15
FORGIVEN = 1e-9
"""What a ceiling forgives, so that 2500.0000000001 stays 2500."""
_NEGLIGIBLE, _OVERWHELMING = 1e-17, 1e290


def erlang_c(servers: int, load: float) -> float:
    """The probability that an arrival has to wait; 1 when the pool is overloaded. Raises ValueError."""
    _check(servers, load)
    if load >= servers:
        return 1.0
    blocked = _erlang_b(servers, load)
    return blocked / (1 - load / servers * (1 - blocked))


def _erlang_b(servers: int, load: float) -> float:
    """The share that finds all servers busy, of a pool that lets nobody wait.

    1/B is the sum over k of c!/(c-k)! / a^k, whose terms are all positive. It ends early when they vanish, or when
    they have grown so large that B is 0: thousands of steps at most, however large the pool.
    """
    if not load:
        return 0.0
    term = inverse = 1.0
    for left in range(servers, 0, -1):
        term *= left / load
        inverse += term
        if term < inverse * _NEGLIGIBLE or inverse > _OVERWHELMING:
            break
    return 0.0 if inverse > _OVERWHELMING else 1 / inverse


def wait_quantile(servers: int, load: float, service_s: float, q: float = 0.99) -> float:
    """The time in seconds within which a share `q` of arrivals gets a server, service itself not counted.

    Raises ValueError for an overloaded pool, whose queue grows without end.
    """
    _check(servers, load, service_s)
    if not 0 <= q < 1:
        raise ValueError(f"a quantile is between 0 and 1, not {q}")
    if load >= servers:
        raise ValueError(f"{servers} servers cannot carry a load of {load}")
    waits = erlang_c(servers, load)
    return math.log(waits / (1 - q)) * service_s / (servers - load) if waits > 1 - q else 0.0


def mean_wait(servers: int, load: float, service_s: float, arrival_cv2: float = 1.0, service_cv2: float = 1.0) -> float:
    """Mean waiting time in seconds; `cv2` are squared coefficients of variation (1 is exponential, 0 constant).

    The two-moment factor is an approximation: exact for exponential times, within a seventh for cv2 from 0 to 4 at a
    utilisation of 0.8. Raises ValueError.
    """
    _check(servers, load, service_s)
    if load >= servers:
        raise ValueError(f"{servers} servers cannot carry a load of {load}")
    return erlang_c(servers, load) * service_s / (servers - load) * (arrival_cv2 + service_cv2) / 2


def servers_for(load: float, service_s: float, wait_limit_s: float, utilisation_cap: float = 0.8) -> int:
    """The smallest pool that is busy for at most `utilisation_cap` and whose p99 wait is within the limit.

    Never below two. Large pools hold the cap alone; small ones need idle servers to answer in time. Raises ValueError.
    """
    if not wait_limit_s >= 0:
        raise ValueError(f"a wait of {wait_limit_s} s cannot be kept")
    fewest = servers_at(load, utilisation_cap)
    if wait_quantile(fewest, load, service_s) <= wait_limit_s:
        return fewest
    step = 1
    while wait_quantile(fewest + step, load, service_s) > wait_limit_s:
        step *= 2
    short, enough = fewest + step // 2, fewest + step
    while enough - short > 1:
        middle = (short + enough) // 2
        fits = wait_quantile(middle, load, service_s) <= wait_limit_s
        short, enough = (short, middle) if fits else (middle, enough)
    return enough


def servers_at(load: float, utilisation: float) -> int:
    """The smallest pool that is busy for at most a share `utilisation` of the time; never below two. Raises ValueError."""
    _check(1, load)
    if not 0 < utilisation < 1:
        raise ValueError(f"a utilisation is between 0 and 1, not {utilisation}")
    return max(SMALLEST_POOL, math.ceil(load / utilisation - FORGIVEN))


def for_zone_loss(servers: int, zones: int) -> int:
    """Conservative: as busy as before after one of the zones is lost. One zone has nothing to fall back on."""
    return servers if zones < 2 else math.ceil(servers * zones / (zones - 1) - FORGIVEN)


def for_zone_loss_degraded(load: float, utilisation: float, degraded: float, zones: int) -> int:
    """Economical: `utilisation` normally, up to `degraded` (1 at most) while one of the zones is lost. Raises ValueError."""
    if not utilisation <= degraded <= 1:
        raise ValueError(f"{degraded} is not between {utilisation} and 1")
    survivors = (zones - 1) / zones if zones > 1 else 1.0
    return max(servers_at(load, utilisation), math.ceil(load / survivors / degraded - FORGIVEN))


def _check(servers: int, load: float, service_s: float = 0.0) -> None:
    if servers < 1:
        raise ValueError(f"a pool of {servers} servers")
    if not 0 <= load <= MOST_LOAD:
        raise ValueError(f"a load of {load} erlangs; between 0 and {MOST_LOAD:g} can be sized")
    if not 0 <= service_s < math.inf:
        raise ValueError(f"a service time of {service_s} s")
